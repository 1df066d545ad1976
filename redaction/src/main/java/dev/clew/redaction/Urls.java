package dev.clew.redaction;

/// Secrets in URLs (RFC 3986), wherever in a text they are: the user information, and secret names
/// in the query and in the fragment. A query need not have a URL before it: `GET /callback?code=…`.
final class Urls {
  private static final int MAX_AUTHORITY_CHARS = 4096;

  private final String text;
  private final Captures captures;
  private final Spans spans;
  private int valueEnd;

  Urls(String text, Captures captures, Spans spans) {
    this.text = text;
    this.captures = captures;
    this.spans = spans;
  }

  /// @param slashes where `://` ends
  void userInfoAt(int slashes) {
    int limit = Math.min(text.length(), slashes + MAX_AUTHORITY_CHARS);
    int at = -1;
    int end = slashes;
    while (end < limit && !endsAuthority(text.charAt(end))) {
      int skipped = Placeholder.endAt(text, end);
      if (skipped < 0 && text.charAt(end) == '@') {
        at = end;
      }
      end = skipped < 0 ? end + 1 : skipped;
    }
    if (at <= slashes || Placeholder.endAt(text, slashes) == at) {
      return;
    }
    String userInfo = text.substring(slashes, at);
    capture(userInfo);
    capture(userInfo.substring(userInfo.indexOf(':') + 1));
    spans.add(new Span(slashes, at, "userinfo", userInfo.length(), Rule.URL));
  }

  /// A `+` is a plus there, not a space.
  private void capture(String userInfo) {
    captures.capture("userinfo", Parameters.decode(userInfo.replace("+", "%2B")));
  }

  /// The parameters up to the next `?` or `#`, where another query may begin, so that each
  /// character is looked at once. A secret value goes on to where the URL ends.
  ///
  /// @param start after the `?` or `#`
  void parametersAt(int start) {
    if (start < valueEnd) {
      return;
    }
    int name = start;
    while (true) {
      int equals = name;
      while (!endsParameter(equals) && text.charAt(equals) != '=') {
        equals++;
      }
      int end = equals;
      if (!endsParameter(equals) && Parameters.isSecret(text, name, equals)) {
        end = endOfValue(equals + 1);
        valueEnd = end;
        Parameters.add(text, name, equals, end, Rule.URL, captures, spans);
      }
      while (!endsParameter(end)) {
        end++;
      }
      if (end == text.length() || text.charAt(end) != '&') {
        return;
      }
      name = end + 1;
    }
  }

  private boolean endsParameter(int at) {
    if (at == text.length()) {
      return true;
    }
    char unit = text.charAt(at);
    return unit == '&' || beginsQuery(unit) || endsUrl(unit);
  }

  private int endOfValue(int from) {
    int at = from;
    while (at < text.length()
        && !endsUrl(text.charAt(at))
        && text.charAt(at) != '&'
        && text.charAt(at) != '#') {
      int skipped = Placeholder.endAt(text, at);
      at = skipped > 0 ? skipped : at + 1;
    }
    return at;
  }

  private static boolean beginsQuery(char unit) {
    return unit == '?' || unit == '#';
  }

  private static boolean endsAuthority(char unit) {
    return unit == '/' || beginsQuery(unit) || endsUrl(unit);
  }

  private static boolean endsUrl(char unit) {
    return unit <= ' ' || unit == 0x7F || "\"'<>\\^`{|}".indexOf(unit) >= 0;
  }
}
