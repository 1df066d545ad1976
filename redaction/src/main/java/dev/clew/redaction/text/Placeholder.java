package dev.clew.redaction.text;

/// What stands for a secret: `[redacted:NAME len=N]`, N being the characters of the value. It never
/// carries a part or a digest of the value: a prefix narrows a search, and an unsalted digest of a
/// short value can be reversed.
public final class Placeholder {
  static final int MAX_NAME_CHARS = 40;
  public static final String START = "[redacted:";
  public static final String ANONYMOUS = "secret";
  private static final String LENGTH = " len=";
  private static final char STAND_IN = 'q';
  private static final int MAX_DIGITS = 10;
  private static final int MAX_CHARS =
      START.length() + MAX_NAME_CHARS + LENGTH.length() + MAX_DIGITS + 1;

  private Placeholder() {}

  public static String of(String name, int length) {
    return START + nameOf(name) + LENGTH + length + "]";
  }

  /// The name with everything but `a-z 0-9 _ . -` as `_`.
  public static String nameOf(String name) {
    int length = Math.min(name.length(), MAX_NAME_CHARS);
    StringBuilder out = new StringBuilder(length);
    for (int at = 0; at < length; at++) {
      char unit = Characters.lower(name.charAt(at));
      out.append(isNameCharacter(unit) ? unit : '_');
    }
    return out.isEmpty() ? ANONYMOUS : out.toString();
  }

  public static boolean isWhole(String text) {
    return !text.isEmpty() && endAt(text, 0) == text.length();
  }

  /// The text with a letter for each placeholder in it, whose names are not its own.
  public static String without(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = endAt(text, at);
      out.append(end < 0 ? text.charAt(at) : STAND_IN);
      at = end < 0 ? at + 1 : end;
    }
    return out.toString();
  }

  /// Where the placeholder that starts there ends; -1 when none starts there.
  public static int endAt(String text, int start) {
    if (!text.startsWith(START, start)) {
      return -1;
    }
    int nameStart = start + START.length();
    int at = nameStart;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (at == nameStart || at - nameStart > MAX_NAME_CHARS || !text.startsWith(LENGTH, at)) {
      return -1;
    }
    int digits = at + LENGTH.length();
    at = digits;
    while (at < text.length() && Characters.isDigit(text.charAt(at))) {
      at++;
    }
    boolean closed = at < text.length() && text.charAt(at) == ']';
    return closed && at > digits && at - digits <= MAX_DIGITS ? at + 1 : -1;
  }

  /// Whether that character belongs to a placeholder.
  public static boolean covers(String text, int at) {
    for (int start = at; start >= 0 && at - start < MAX_CHARS; start--) {
      if (text.charAt(start) == '[' && endAt(text, start) > at) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNameCharacter(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || Characters.isDigit(unit)
        || unit == '_'
        || unit == '.'
        || unit == '-';
  }
}
