package dev.clew.redaction.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Bytes of output as text in which secrets can be looked for, and the way back to the bytes. A
/// byte that is no UTF-8 becomes the lone surrogate U+DC00 plus the byte, so that a line in another
/// encoding is searched like every other (the idea of Python's PEP 383).
public final class StreamText {
  private static final char ESCAPE = '\uDC00';
  private static final String TEXT_CONTROLS = "\u0007\b\t\n\u000B\f\r\u001B";

  private final String text;
  private final boolean isAscii;
  private final boolean isValid;

  private StreamText(String text, boolean isAscii, boolean isValid) {
    this.text = text;
    this.isAscii = isAscii;
    this.isValid = isValid;
  }

  public static StreamText of(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new StreamText(
          new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), true, true);
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0
        ? new StreamText(text, false, true)
        : escaped(ByteBuffer.wrap(bytes, from, to - from));
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private static StreamText escaped(ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.remaining());
    boolean isValid = true;
    while (true) {
      CoderResult result = decoder.decode(bytes, out, true);
      if (!result.isError()) {
        break;
      }
      isValid = false;
      for (int count = result.length(); count > 0; count--) {
        out.put((char) (ESCAPE + (bytes.get() & 0xFF)));
      }
    }
    return new StreamText(out.flip().toString(), false, isValid);
  }

  public String text() {
    return text;
  }

  /// Whether it is no text in any encoding that clew can search: it holds a zero byte, as UTF-16
  /// and most file formats do, or is no UTF-8 and holds control characters.
  public boolean isBinary() {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == 0 || (!isValid && unit < ' ' && TEXT_CONTROLS.indexOf(unit) < 0)) {
        return true;
      }
    }
    return false;
  }

  /// How many bytes the characters between two places stand for.
  public int bytes(int from, int to) {
    if (isAscii) {
      return to - from;
    }
    int bytes = 0;
    for (int at = from; at < to; at++) {
      char unit = text.charAt(at);
      if (unit < 0x80) {
        bytes++;
      } else if (unit < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(unit)) {
        bytes += 3;
      } else {
        bytes += isPaired(at) ? 2 : 1;
      }
    }
    return bytes;
  }

  /// Half of a character of four bytes; else the surrogate stands for one byte.
  private boolean isPaired(int at) {
    return Character.isHighSurrogate(text.charAt(at))
        || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /// The character at which that byte begins, or the one after it.
  public int charAt(int bytes) {
    if (isAscii) {
      return bytes;
    }
    int at = 0;
    int counted = 0;
    while (counted < bytes && at < text.length()) {
      counted += bytes(at, at + 1);
      at++;
    }
    return at < text.length() && Character.isLowSurrogate(text.charAt(at)) && isPaired(at)
        ? at + 1
        : at;
  }
}
