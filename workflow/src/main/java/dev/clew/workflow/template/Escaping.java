package dev.clew.workflow.template;

import java.nio.charset.StandardCharsets;

/// How a value's text is written into the text around it.
public enum Escaping {
  NONE,

  /// RFC 3986 §2.1: everything but unreserved characters becomes `%XX` of its UTF-8 bytes, so that
  /// a value can be neither a separator nor another segment.
  PERCENT,

  /// application/x-www-form-urlencoded: as [#PERCENT], and a space becomes `+`.
  FORM;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  public String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    append(text, out);
    return out.toString();
  }

  void append(String text, StringBuilder out) {
    if (this == NONE) {
      out.append(text);
      return;
    }
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(unit)) {
        out.append((char) unit);
      } else if (this == FORM && unit == ' ') {
        out.append('+');
      } else {
        out.append('%').append(HEX[(unit >> 4) & 15]).append(HEX[unit & 15]);
      }
    }
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
