package dev.clew.plan.value;

import java.nio.charset.StandardCharsets;

/// How a value's text is written into the text around it.
public enum Escaping {
  NONE,

  /// RFC 3986 §2.1: everything but unreserved characters becomes `%XX` of its UTF-8 bytes, so that
  /// a value can be neither a separator nor another segment.
  PERCENT,

  /// RFC 3986 §3.3: what may stand in a path stays as it is, `/` and `%XX` among it, so that a
  /// value can be several segments; everything else is as in [#PERCENT], so that it cannot begin a
  /// query.
  PATH,

  /// application/x-www-form-urlencoded: as [#PERCENT], and a space becomes `+`.
  FORM;

  private static final String IN_A_PATH = "/!$&'()*+,;=:@";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  public String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    append(text, out);
    return out.toString();
  }

  public void append(String text, StringBuilder out) {
    if (this == NONE) {
      out.append(text);
      return;
    }
    byte[] units = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < units.length; at++) {
      byte unit = units[at];
      if (isUnreserved(unit) || (this == PATH && (isInPath(unit) || isEscape(units, at)))) {
        out.append((char) unit);
      } else if (this == FORM && unit == ' ') {
        out.append('+');
      } else {
        out.append('%').append(HEX[(unit >> 4) & 15]).append(HEX[unit & 15]);
      }
    }
  }

  private static boolean isInPath(byte unit) {
    return unit > 0 && IN_A_PATH.indexOf(unit) >= 0;
  }

  /// Whether `%` and two hex digits are next.
  private static boolean isEscape(byte[] units, int at) {
    return units[at] == '%'
        && at + 2 < units.length
        && Character.digit(units[at + 1], 16) >= 0
        && Character.digit(units[at + 2], 16) >= 0;
  }

  private static boolean isUnreserved(byte unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || unit == '-'
        || unit == '.'
        || unit == '_'
        || unit == '~';
  }
}
