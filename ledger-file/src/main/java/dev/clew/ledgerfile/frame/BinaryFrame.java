package dev.clew.ledgerfile.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A frame of format 2: `clw` and its type, the length of its body, the CRC-32 of these 8 bytes,
/// the CRC-32 of the body, the body, a line feed. Numbers are unsigned, of 4 bytes, the highest
/// first.
public final class BinaryFrame {
  public static final int HEADER_BYTES = 16;

  /// A header and a line feed around the body.
  public static final int OVERHEAD_BYTES = HEADER_BYTES + 1;

  private static final byte[] MARK = "clw".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_AT = 4;
  private static final int HEADER_CRC_AT = 8;
  private static final int BODY_CRC_AT = 12;

  /// What the body is.
  public enum Type {
    /// Lines of JSON: what the rows have in common, then each row.
    ROWS('r'),
    /// The same, compressed.
    COMPRESSED_ROWS('z'),
    /// The payload of a row of the next frame of rows.
    PAYLOAD('p');

    private final char mark;

    Type(char mark) {
      this.mark = mark;
    }

    public static @Nullable Type of(byte mark) {
      for (Type type : values()) {
        if (type.mark == mark) {
          return type;
        }
      }
      return null;
    }
  }

  private BinaryFrame() {}

  public static byte[] of(Type type, byte[] body) {
    ByteBuffer frame = ByteBuffer.allocate(body.length + OVERHEAD_BYTES);
    frame.put(MARK).put((byte) type.mark).putInt(body.length);
    frame.putInt(Frames.crc(frame.array(), 0, HEADER_CRC_AT));
    frame.putInt(Frames.crc(body, 0, body.length));
    frame.put(body).put((byte) '\n');
    return frame.array();
  }

  /// Whether these could be the first bytes of a frame, of which there may be more.
  static boolean isHeaderPrefix(byte[] bytes, int count) {
    for (int at = 0; at < Math.min(count, MARK.length); at++) {
      if (bytes[at] != MARK[at]) {
        return false;
      }
    }
    return count <= MARK.length || Type.of(bytes[MARK.length]) != null;
  }

  /// Whether these are the header of a frame, unchanged.
  static boolean isHeader(byte[] header) {
    return isHeaderPrefix(header, HEADER_BYTES)
        && Frames.crc(header, 0, HEADER_CRC_AT) == ByteBuffer.wrap(header).getInt(HEADER_CRC_AT);
  }

  /// Of an unchanged header.
  public static Type type(byte[] header) {
    Type type = Type.of(header[MARK.length]);
    if (type == null) {
      throw new IllegalArgumentException("no header of a frame");
    }
    return type;
  }

  /// The size of the body that an unchanged header declares, 0 to 2³²−1.
  static long declaredBytes(byte[] header) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(LENGTH_AT));
  }

  static boolean isBodyOf(byte[] header, byte[] body) {
    return Frames.crc(body, 0, body.length) == ByteBuffer.wrap(header).getInt(BODY_CRC_AT);
  }
}
