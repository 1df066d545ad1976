package dev.clew.core;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// Percent-encoding (RFC 3986, section 2.1) of UTF-8.
public final class Percent {
  private static final String PLAIN = "-._~";

  private Percent() {}

  /// With all encoded but what is never reserved.
  public static String encoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (one & 0xff);
      boolean isPlain =
          (letter < 0x80 && Character.isLetterOrDigit(letter)) || PLAIN.indexOf(letter) >= 0;
      if (isPlain) {
        out.append(letter);
      } else {
        out.append('%').append(HexFormat.of().toHexDigits(one).toUpperCase(Locale.ROOT));
      }
    }
    return out.toString();
  }

  /// A sign that encodes nothing stands for itself.
  public static String decoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (isCode(text, end)) {
        end += 3;
      }
      if (end == at) {
        out.append(text.charAt(at++));
      } else {
        out.append(bytes(text, at, end));
        at = end;
      }
    }
    return out.toString();
  }

  private static boolean isCode(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static String bytes(String text, int from, int to) {
    byte[] bytes = new byte[(to - from) / 3];
    for (int at = 0; at < bytes.length; at++) {
      int code = from + 3 * at + 1;
      bytes[at] = (byte) HexFormat.fromHexDigits(text, code, code + 2);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
