package dev.clew.redaction;

/// Classes of characters. ASCII ones by comparison, because they are asked for every character of
/// every payload.
final class Characters {
  private Characters() {}

  /// One character for one, so that offsets stay.
  static char lower(char unit) {
    if (unit < 128) {
      return unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
    }
    return Character.toLowerCase(unit);
  }

  static String lower(String text) {
    char[] units = text.toCharArray();
    for (int at = 0; at < units.length; at++) {
      units[at] = lower(units[at]);
    }
    return new String(units);
  }

  static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  static boolean isLower(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  static boolean isUpper(char unit) {
    return unit >= 'A' && unit <= 'Z';
  }

  static boolean isLetter(char unit) {
    return isLower(unit) || isUpper(unit);
  }

  static boolean isLetterOrDigit(char unit) {
    return isLower(unit) || isUpper(unit) || isDigit(unit);
  }

  static boolean isLowerHex(char unit) {
    return isDigit(unit) || (unit >= 'a' && unit <= 'f');
  }

  /// Both alphabets of RFC 4648 §4 and §5.
  static boolean isBase64(char unit) {
    return isLetterOrDigit(unit) || unit == '+' || unit == '/' || unit == '-' || unit == '_';
  }

  /// 0 to 15; -1 when it is not a hex digit.
  static int hex(char unit) {
    return unit < 128 ? Character.digit(unit, 16) : -1;
  }
}
