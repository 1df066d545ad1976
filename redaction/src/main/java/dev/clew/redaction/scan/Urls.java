package dev.clew.redaction.scan;

import dev.clew.redaction.text.Placeholder;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.References;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;
import dev.clew.redaction.value.PlainValues;
import java.util.Set;

/// Secrets in URLs (RFC 3986), wherever in a text they are: the user information, and secret names
/// in the query and in the fragment. A query need not have a URL before it: `GET /callback?code=…`.
public final class Urls {
  private static final int MAX_PASSWORD_CHARS = 128;
  private static final int MAX_AUTHORITY_CHARS = 4096;

  /// What is said for a password where the user is a token.
  private static final Set<String> FILLERS = Set.of("x-oauth-basic", "x", "X");

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
    int colon = userInfo.indexOf(':');
    String password = userInfo.substring(colon + 1);
    if (colon >= 0 && isShownUser(userInfo.substring(0, colon), password)) {
      if (!isSaid(password)) {
        capture("password", password);
        spans.add(
            new Span(slashes + colon + 1, at, "password", password.length(), RedactionReason.URL));
      }
      return;
    }
    if (colon < 0 && isSaid(userInfo)) {
      return;
    }
    capture("userinfo", userInfo);
    capture("userinfo", password);
    spans.add(new Span(slashes, at, "userinfo", userInfo.length(), RedactionReason.URL));
  }

  /// `user:password@tcp(db:3306)/shop`, as drivers of Go take it.
  ///
  /// @param at where the `@` is
  void passwordBefore(int at) {
    int start = at;
    while (start > 0 && at - start < MAX_PASSWORD_CHARS && !endsUrl(text.charAt(start - 1))) {
      start--;
    }
    int colon = text.indexOf(':', start, at);
    if (colon > start && !isSaid(text.substring(colon + 1, at)) && colon + 1 < at) {
      capture("password", text.substring(colon + 1, at));
      spans.add(new Span(colon + 1, at, "password", at - colon - 1, RedactionReason.URL));
    }
  }

  /// The user stays when there is a password beside it and it is a name: tokens stand in either
  /// place (`https://TOKEN:x-oauth-basic@…`).
  private static boolean isShownUser(String user, String password) {
    return !password.isEmpty()
        && !FILLERS.contains(password)
        && (user.isEmpty() || References.isReference(user) || PlainValues.isWord(user));
  }

  private static boolean isSaid(String part) {
    return References.isReference(part) || Placeholder.isWhole(part) || part.matches("\\*+");
  }

  /// A `+` is a plus there, not a space.
  private void capture(String name, String part) {
    captures.capture(name, Parameters.decode(part.replace("+", "%2B")));
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
        Parameters.add(text, name, equals, end, RedactionReason.URL, captures, spans);
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

  public static boolean endsUrl(char unit) {
    return unit <= ' ' || unit == 0x7F || "\"'<>\\^`{|}".indexOf(unit) >= 0;
  }
}
