package dev.clew.draft.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// RFC 3986 percent-encoding.
public final class PercentText {
  /// What an `endpoint` may have besides letters and digits, as `EndpointSyntax` has it.
  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

  private PercentText() {}

  /// The decoded text; the text itself when it is not percent-encoded UTF-8.
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); ) {
      if (isEscape(text, at)) {
        out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 3;
      } else {
        int point = text.codePointAt(at);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(point);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /// As [#decode], and `+` is a space, as in forms and in the queries that they make.
  public static String decodeForm(String text) {
    return decode(text.replace('+', ' '));
  }

  /// The text as an endpoint can have it: what is allowed there, and escapes, stay as they are.
  public static String legal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      if (isPlain(point) || isEscape(text, at)) {
        out.appendCodePoint(point);
      } else {
        for (byte unit : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format("%%%02X", unit & 0xff));
        }
      }
      at += Character.charCount(point);
    }
    return out.toString();
  }

  private static boolean isPlain(int point) {
    return (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || (point >= '0' && point <= '9')
        || Marks.isMark(point)
        || ALLOWED.indexOf(point) >= 0;
  }

  public static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }
}
