package dev.clew.redaction.text;

/// Classes of characters. ASCII ones by comparison, because they are asked for every character of
/// every payload.
public final class Characters {
  private Characters() {}

  /// One character for one, so that offsets stay.
  public static char lower(char unit) {
    if (unit < 128) {
      return unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
    }
    return Character.toLowerCase(unit);
  }

  public static String lower(String text) {
    char[] units = text.toCharArray();
    for (int at = 0; at < units.length; at++) {
      units[at] = lower(units[at]);
    }
    return new String(units);
  }

  public static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  static boolean isLower(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  public static boolean isUpper(char unit) {
    return unit >= 'A' && unit <= 'Z';
  }

  public static boolean isLetter(char unit) {
    return isLower(unit) || isUpper(unit);
  }

  public static boolean isLetterOrDigit(char unit) {
    return isLower(unit) || isUpper(unit) || isDigit(unit);
  }

  public static boolean isLowerHex(char unit) {
    return isDigit(unit) || (unit >= 'a' && unit <= 'f');
  }

  /// Both alphabets of RFC 4648 §4 and §5.
  public static boolean isBase64(char unit) {
    return isLetterOrDigit(unit) || unit == '+' || unit == '/' || unit == '-' || unit == '_';
  }

  /// 0 to 15; -1 when it is not a hex digit.
  public static int hex(char unit) {
    return unit < 128 ? Character.digit(unit, 16) : -1;
  }
}
