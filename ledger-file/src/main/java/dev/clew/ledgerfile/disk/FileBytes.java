package dev.clew.ledgerfile.disk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The bytes of a file as they were when it was opened, read through a buffer.
public final class FileBytes {
  public static final int BUFFER_BYTES = 1 << 17;

  /// For one frame of the usual size; a larger one is read past the buffer.
  public static final int SMALL_BUFFER_BYTES = 1 << 13;

  private final DiskFile file;
  private final long size;
  private final byte[] buffer;
  private long bufferFrom;
  private int buffered;

  public FileBytes(DiskFile file, int bufferBytes) throws IOException {
    this.file = file;
    this.size = file.sizeBytes();
    this.buffer = new byte[bufferBytes];
  }

  public long size() {
    return size;
  }

  /// Those bytes of the file; null when it does not have them.
  public byte @Nullable [] at(long from, int count) throws IOException {
    if (from + count > size) {
      return null;
    }
    byte[] bytes = new byte[count];
    int have = 0;
    while (have < count) {
      long at = from + have;
      if (at >= bufferFrom && at < bufferFrom + buffered) {
        int offset = (int) (at - bufferFrom);
        int copied = Math.min(count - have, buffered - offset);
        System.arraycopy(buffer, offset, bytes, have, copied);
        have += copied;
      } else if (count - have >= buffer.length) {
        have += read(at, bytes, have, count - have);
      } else {
        buffered = 0;
        buffered = read(at, buffer, 0, buffer.length);
        bufferFrom = at;
      }
    }
    return bytes;
  }

  /// Where the bytes from there on end when NUL bytes at the end of the file do not count: blocks
  /// that were never written.
  public long endWithoutNuls(long from) throws IOException {
    long end = size;
    while (end > from) {
      int count = (int) Math.min(buffer.length, end - from);
      byte[] last = at(end - count, count);
      for (int index = count - 1; last != null && index >= 0; index--) {
        if (last[index] != 0) {
          return end - count + index + 1;
        }
      }
      end -= count;
    }
    return from;
  }

  private int read(long at, byte[] into, int from, int count) throws IOException {
    int read = file.read(at, into, from, count);
    if (read <= 0) {
      throw new IOException("the file became shorter than " + size + " bytes while it was read");
    }
    return read;
  }
}
