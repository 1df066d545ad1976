package dev.clew.ledgerfile;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What the frames of both formats have in common.
final class Frames {
  private Frames() {}

  /// The CRC-32 (IEEE 802.3, that of zlib) of a part of the bytes.
  static int crc(byte[] bytes, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }

  /// What is wrong with a frame that declares this size; null when it may be read.
  static @Nullable String overLimit(long declaredBytes) {
    return declaredBytes <= FileLedger.FRAME_LIMIT_BYTES
        ? null
        : "frame of "
            + declaredBytes
            + " bytes, over the limit frame.bytes of "
            + FileLedger.FRAME_LIMIT_BYTES;
  }
}
