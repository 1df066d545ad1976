package dev.clew.redaction.text;

/// What says where a secret comes from and is none: `$DB_PASSWORD`, `${DB_PASSWORD}`, `$(cat pw)`,
/// `%DB_PASSWORD%`, `${{ secrets.KEY }}`.
public final class References {
  private static final int MAX_CHARS = 200;

  private References() {}

  /// Whether the whole text is references and separators between them. `${PW:-default}` has a value
  /// in it, and `$2y$10$…` is one.
  public static boolean isReference(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS || "$%`".indexOf(text.charAt(0)) < 0) {
      return false;
    }
    int at = 0;
    while (at < text.length()) {
      int end = endAt(text, at);
      if (end < 0) {
        return false;
      }
      at = end;
      if (at < text.length() && ":@/-.".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else if (at < text.length()) {
        return false;
      }
    }
    return true;
  }

  /// Where the reference that begins there ends; -1 when none does.
  public static int endAt(String text, int start) {
    if (start >= text.length()) {
      return -1;
    }
    char first = text.charAt(start);
    if (first == '`') {
      int close = text.indexOf('`', start + 1);
      return close < 0 ? -1 : close + 1;
    }
    if (first == '%') {
      int end = nameEnd(text, start + 1);
      return end > start + 1 && end < text.length() && text.charAt(end) == '%' ? end + 1 : -1;
    }
    if (first != '$' || start + 1 == text.length()) {
      return -1;
    }
    return switch (text.charAt(start + 1)) {
      case '{' -> braced(text, start);
      case '(' -> closed(text, start + 1);
      case '@', '*', '#', '?' -> start + 2;
      default -> {
        int end = nameEnd(text, start + 1);
        boolean isNumber = Characters.isDigit(text.charAt(start + 1));
        yield end == start + 1 || (isNumber && end > start + 2) ? -1 : end;
      }
    };
  }

  private static int braced(String text, int start) {
    if (text.startsWith("${{", start)) {
      int close = text.indexOf("}}", start);
      return close < 0 ? -1 : close + 2;
    }
    int end = nameEnd(text, start + 2);
    return end > start + 2 && end < text.length() && text.charAt(end) == '}' ? end + 1 : -1;
  }

  private static int closed(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length() && at - open < MAX_CHARS; at++) {
      depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Characters.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || (at > from && text.charAt(at) == '.'))) {
      at++;
    }
    return at;
  }
}
