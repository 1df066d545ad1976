package dev.clew.logs.framing;

/// Bytes of a stream.
///
/// @param offset of the first, from 0
/// @param length in bytes, at least 1
public record Range(long offset, long length) {
  public Range {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("no range: " + offset + ", " + length);
    }
  }

  public long end() {
    return offset + length;
  }
}
