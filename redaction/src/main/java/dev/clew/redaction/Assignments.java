package dev.clew.redaction;

import java.util.Set;

/// A secret name and its value in free text: `password=…`, `"token": "…"` in JSON that does not
/// parse, `<secret>…</secret>`, `name="csrf" value="…"`, `Cookie: …`, `--api-key …`. By hand and
/// not by an expression, because the name is judged by [SecretNames].
final class Assignments {
  static final Rule RULE = Rule.pattern("assignment");

  /// Longer runs are data, such as base64 whose last letters happen to be `Pin`.
  private static final int MAX_NAME_CHARS = 40;

  private static final int MAX_GAP_CHARS = 200;
  private static final int MAX_SPACES = 8;

  /// After these, the value is the rest of the line.
  private static final Set<String> HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "token", "digest", "negotiate", "apikey");

  private final String text;
  private final Captures captures;
  private final Spans spans;
  private int nameEnd;
  private int coveredTo;
  private boolean isContent;
  private boolean isMessage;

  Assignments(String text, Captures captures, Spans spans) {
    this.text = text;
    this.captures = captures;
    this.spans = spans;
  }

  /// @param hit inside a part of a name that may be secret
  void at(int hit) {
    if (hit < nameEnd) {
      return;
    }
    int start = hit;
    while (start > 0 && hit - start < MAX_NAME_CHARS && isName(text.charAt(start - 1))) {
      start--;
    }
    int end = hit;
    while (end < text.length() && end - hit < MAX_NAME_CHARS && isName(text.charAt(end))) {
      end++;
    }
    nameEnd = end;
    isContent = false;
    isMessage = false;
    int value = valueAfter(start, end);
    if (value >= coveredTo && value < text.length()) {
      String name = text.substring(start, end);
      if (name.length() <= MAX_NAME_CHARS && SecretNames.isSecret(name)) {
        value(name, value);
      }
    }
  }

  /// Where the value starts; -1 when nothing is assigned.
  private int valueAfter(int start, int end) {
    int at = end;
    while (at < text.length() && "]\"'\\".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int named = at > end ? valueOfRecord(start, at) : -1;
    if (named >= 0) {
      return named;
    }
    if (end < text.length() && start > 0 && isTag(start)) {
      isContent = true;
      return contentAfter(end);
    }
    int sign = skipSpaces(at);
    if (sign < text.length()) {
      if (text.charAt(sign) == '=') {
        return afterSign(sign);
      }
      if (text.charAt(sign) == ':'
          && !text.startsWith("://", sign)
          && !text.startsWith("::", sign)) {
        isMessage = true;
        return afterSign(sign);
      }
    }
    isMessage = true;
    boolean isOption = text.startsWith("--", start) && sign == end + 1 && sign < text.length();
    return isOption && text.charAt(sign) != '-' ? sign : -1;
  }

  private int afterSign(int sign) {
    int at = sign + 1;
    while (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == '>')) {
      at++;
    }
    return skipSpaces(at);
  }

  private boolean isTag(int start) {
    char before = text.charAt(start - 1);
    if (before == '<') {
      return true;
    }
    int at = start - 1;
    if (before != ':') {
      return false;
    }
    while (at > 0 && start - at < MAX_NAME_CHARS && isName(text.charAt(at - 1))) {
      at--;
    }
    return at > 0 && text.charAt(at - 1) == '<';
  }

  private int contentAfter(int end) {
    int at = end;
    while (at < text.length() && at - end < MAX_GAP_CHARS && text.charAt(at) != '>') {
      if (text.charAt(at) == '<') {
        return -1;
      }
      at++;
    }
    return at < text.length() && text.charAt(at) == '>' && text.charAt(at - 1) != '/' ? at + 1 : -1;
  }

  /// `name="csrf" … value="`: the name is itself a value, and the secret stands in the next member
  /// or attribute.
  private int valueOfRecord(int start, int end) {
    int at = start;
    while (at > 0 && "\"'\\".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    while (at > 0 && " :=\"'\\".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    if (!text.regionMatches(true, at - 4, "name", 0, 4)) {
      return -1;
    }
    int limit = Math.min(text.length(), end + MAX_GAP_CHARS);
    for (int next = end; next < limit && "<>{}".indexOf(text.charAt(next)) < 0; next++) {
      int word =
          text.regionMatches(true, next, "value", 0, 5)
              ? 5
              : text.regionMatches(true, next, "content", 0, 7) ? 7 : 0;
      if (word > 0) {
        int sign = next + word;
        while (sign < limit && " \"'\\".indexOf(text.charAt(sign)) >= 0) {
          sign++;
        }
        boolean assigns = sign < limit && (text.charAt(sign) == '=' || text.charAt(sign) == ':');
        return assigns ? skipSpaces(sign + 1) : -1;
      }
    }
    return -1;
  }

  private void value(String name, int start) {
    if (isContent) {
      content(name, start);
      return;
    }
    int open = start;
    while (open < text.length() && text.charAt(open) == '\\') {
      open++;
    }
    char quote = open < text.length() ? text.charAt(open) : 0;
    if (quote == '"' || quote == '\'' || quote == '`') {
      quoted(name, open + 1, text.substring(start, open + 1));
    } else if (HEADERS.contains(Characters.lower(name))) {
      add(name, start, endOf(start, "\r\n\"'"), false);
    } else {
      unquoted(name, start);
    }
  }

  private void content(String name, int start) {
    boolean isCdata = text.startsWith("<![CDATA[", start);
    int from = isCdata ? start + 9 : start;
    int to = text.indexOf(isCdata ? "]]>" : "<", from);
    add(name, from, to < 0 ? text.length() : to, false);
  }

  private void quoted(String name, int from, String quote) {
    int to = from;
    while (to < text.length() && !text.startsWith(quote, to)) {
      to += quote.length() == 1 && text.charAt(to) == '\\' ? 2 : 1;
    }
    add(name, from, Math.min(to, text.length()), true);
  }

  private void unquoted(String name, int start) {
    int end = endOf(start, " \t\r\n,;&\"'<>)}]|\\");
    String value = text.substring(start, end);
    int next = skipSpaces(end);
    if (next > end && SCHEMES.contains(Characters.lower(value))) {
      add(name, start, endOf(next, " \t\r\n,;&\"'<>)}]|\\"), false);
    } else if (!isHarmless(value)) {
      add(name, start, end, false);
    }
  }

  /// A literal or the start of a message, a template or the start of a nested value, and what
  /// something else has masked.
  private boolean isHarmless(String value) {
    return value.isEmpty()
        || CommonValues.isLiteral(value)
        || (isMessage && CommonValues.isMessageWord(value))
        || "{[($".indexOf(value.charAt(0)) >= 0
        || value.startsWith("***");
  }

  private void add(String name, int from, int to, boolean capture) {
    coveredTo = to;
    String value = text.substring(from, to);
    if (value.isBlank()
        || Placeholder.endAt(text, from) > 0
        || TemplateText.isOnlyReferences(value, SCHEMES)) {
      return;
    }
    String shown = SecretNames.shown(name);
    if (capture) {
      captures.capture(shown, value);
    }
    spans.add(new Span(from, to, shown, to - from, RULE));
  }

  private int endOf(int start, String stops) {
    int at = start;
    while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
      int skipped = Placeholder.endAt(text, at);
      at = skipped > 0 ? skipped : at + 1;
    }
    return at;
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < text.length()
        && at - from < MAX_SPACES
        && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isName(char unit) {
    return Characters.isLetterOrDigit(unit) || unit == '_' || unit == '-' || unit == '.';
  }
}
