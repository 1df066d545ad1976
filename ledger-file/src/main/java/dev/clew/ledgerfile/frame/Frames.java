package dev.clew.ledgerfile.frame;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What the frames of both formats have in common.
public final class Frames {
  /// `frame.bytes`: the largest row with its payload, as JSON.
  public static final long LIMIT_BYTES = 64L << 20;

  private Frames() {}

  /// The CRC-32 (IEEE 802.3, that of zlib) of a part of the bytes.
  static int crc(byte[] bytes, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }

  /// What is wrong with a frame that declares this size; null when it may be read.
  static @Nullable String overLimit(long declaredBytes) {
    return declaredBytes <= LIMIT_BYTES
        ? null
        : "frame of " + declaredBytes + " bytes, over the limit frame.bytes of " + LIMIT_BYTES;
  }
}
