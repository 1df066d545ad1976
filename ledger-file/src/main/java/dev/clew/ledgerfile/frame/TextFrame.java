package dev.clew.ledgerfile.frame;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One frame, `CCCCCCCC LLLLLLLL JSON\n`: the CRC-32 (IEEE 802.3, that of zlib) of everything after
/// the first space, the length of the JSON in bytes, both as 8 lower-case hex digits, and canonical
/// JSON, which has no raw line feed.
public final class TextFrame {
  /// Two numbers of 8 digits, each with its space.
  static final int HEADER_BYTES = 18;

  /// A header and a line feed around the JSON.
  static final int OVERHEAD_BYTES = HEADER_BYTES + 1;

  private static final int CRC_COVERS_FROM = 9;
  private static final HexFormat HEX = HexFormat.of();

  private TextFrame() {}

  public static byte[] of(byte[] json) {
    byte[] frame = new byte[json.length + OVERHEAD_BYTES];
    put(frame, CRC_COVERS_FROM, json.length);
    System.arraycopy(json, 0, frame, HEADER_BYTES, json.length);
    frame[frame.length - 1] = '\n';
    put(frame, 0, Frames.crc(frame, CRC_COVERS_FROM, frame.length - CRC_COVERS_FROM));
    return frame;
  }

  private static void put(byte[] frame, int at, int number) {
    byte[] digits = HEX.toHexDigits(number).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, frame, at, 8);
    frame[at + 8] = ' ';
  }

  /// Whether these could be the first bytes of a frame.
  static boolean isHeaderPrefix(byte[] bytes, int count) {
    for (int at = 0; at < Math.min(count, HEADER_BYTES); at++) {
      boolean space = at == 8 || at == 17;
      if (space ? bytes[at] != ' ' : !isHexDigit(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexDigit(byte digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  /// The length of the JSON that a well-formed header declares, 0 to 2³²−1.
  static long declaredBytes(byte[] header) {
    return number(header, CRC_COVERS_FROM);
  }

  static boolean hasItsChecksum(byte[] frame) {
    int crc = Frames.crc(frame, CRC_COVERS_FROM, frame.length - CRC_COVERS_FROM);
    return number(frame, 0) == Integer.toUnsignedLong(crc);
  }

  private static long number(byte[] bytes, int at) {
    long number = 0;
    for (int digit = at; digit < at + 8; digit++) {
      number = number << 4 | Character.digit(bytes[digit], 16);
    }
    return number;
  }
}
