package dev.clew.logs.framing;

import java.nio.charset.StandardCharsets;

/// Looks at text in UTF-8 without decoding it.
public final class Bytes {
  private Bytes() {}

  public static byte[] of(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  public static boolean starts(byte[] bytes, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int at = 0; at < prefix.length; at++) {
      if (bytes[from + at] != prefix[at]) {
        return false;
      }
    }
    return true;
  }

  public static boolean ends(byte[] bytes, int from, int to, byte[] suffix) {
    return to - from >= suffix.length && starts(bytes, to - suffix.length, to, suffix);
  }

  /// Where the first byte is that is no space and no tab; `to` when there is none.
  public static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /// A space, a tab, or a carriage return.
  public static boolean isBlank(byte unit) {
    return unit == ' ' || unit == '\t' || unit == '\r';
  }

  public static int indexOf(byte[] bytes, int from, int to, char wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  public static boolean isDigit(byte unit) {
    return unit >= '0' && unit <= '9';
  }

  public static boolean isLetter(byte unit) {
    return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
  }

  public static boolean isWord(byte unit) {
    return isLetter(unit) || isDigit(unit) || unit == '_';
  }
}
