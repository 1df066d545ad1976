package dev.clew.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/// Text out of bytes that have to be UTF-8.
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';
  private static final int DECODED_CHARS = 8_192;

  private Utf8() {}

  /// Null when the bytes are no UTF-8. What is wrong in them decodes to a character that hardly any
  /// text has, so that few are looked at twice.
  static @Nullable String text(byte[] bytes, int from, int size) {
    String text = new String(bytes, from, size, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, size)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  static boolean isText(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer nowhere = CharBuffer.allocate(DECODED_CHARS);
    CoderResult result;
    do {
      nowhere.clear();
      result = decoder.decode(in, nowhere, true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
