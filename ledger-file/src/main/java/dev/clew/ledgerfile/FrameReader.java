package dev.clew.ledgerfile;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of a file from its beginning. After the last whole frame it says what follows:
/// nothing, a torn tail, or bytes that are wrong.
final class FrameReader {
  private static final int BUFFER_BYTES = 1 << 17;

  /// For one frame of the usual size; a larger one is read past the buffer.
  private static final int SMALL_BUFFER_BYTES = 1 << 13;

  private final DiskFile file;
  private final long size;
  private final byte[] buffer;
  private long bufferFrom;
  private int buffered;
  private long position;
  private long tornBytes;
  private @Nullable String wrong;

  FrameReader(DiskFile file) throws IOException {
    this(file, 0, BUFFER_BYTES);
  }

  private FrameReader(DiskFile file, long position, int bufferBytes) throws IOException {
    this.file = file;
    this.size = file.sizeBytes();
    this.position = position;
    this.buffer = new byte[bufferBytes];
  }

  /// The JSON of the frame that begins there; null when no whole one does.
  static byte @Nullable [] frameAt(DiskFile file, long position) throws IOException {
    return new FrameReader(file, position, SMALL_BUFFER_BYTES).next();
  }

  /// Where the next frame begins: the end of the last one that [#next] returned.
  long position() {
    return position;
  }

  /// The size of the torn tail; 0 when there is none. Known when [#next] has returned null.
  long tornBytes() {
    return tornBytes;
  }

  /// What is wrong at [#position]; null when nothing is. Known when [#next] has returned null.
  @Nullable String wrong() {
    return wrong;
  }

  /// The next whole frame's JSON; null when there is none.
  byte @Nullable [] next() throws IOException {
    if (position == size) {
      return null;
    }
    byte[] header = bytes(position, Frame.HEADER_BYTES);
    if (header == null) {
      return stop("the file ends within a frame's header");
    }
    if (!Frame.isHeaderPrefix(header, Frame.HEADER_BYTES)) {
      return stop("no frame begins here");
    }
    long length = Frame.declaredBytes(header);
    if (length > FileLedger.FRAME_LIMIT_BYTES) {
      return stop(
          "frame of "
              + length
              + " bytes, over the limit frame.bytes of "
              + FileLedger.FRAME_LIMIT_BYTES);
    }
    byte[] frame = bytes(position, (int) length + Frame.OVERHEAD_BYTES);
    if (frame == null) {
      return stop("the file ends within a frame");
    }
    if (frame[frame.length - 1] != '\n') {
      return stop("no line feed at the end of the frame");
    }
    if (!Frame.hasItsChecksum(frame)) {
      return stop("the frame does not have its checksum");
    }
    position += frame.length;
    byte[] json = new byte[(int) length];
    System.arraycopy(frame, Frame.HEADER_BYTES, json, 0, json.length);
    return json;
  }

  private byte @Nullable [] stop(String what) throws IOException {
    if (isTorn()) {
      tornBytes = size - position;
    } else {
      wrong = what;
    }
    return null;
  }

  /// An unfinished write leaves a proper beginning of a frame, without its line feed, and perhaps
  /// NUL bytes where blocks were never written. A frame whose bits have changed still has the line
  /// feed, or else all its bytes.
  private boolean isTorn() throws IOException {
    long end = position;
    for (long at = position; at < size; at += BUFFER_BYTES) {
      int count = (int) Math.min(BUFFER_BYTES, size - at);
      byte[] chunk = bytes(at, count);
      if (chunk == null) {
        return false;
      }
      for (int index = 0; index < count; index++) {
        if (chunk[index] == '\n') {
          return false;
        }
        if (chunk[index] != 0) {
          end = at + index + 1;
        }
      }
    }
    int headerBytes = (int) Math.min(Frame.HEADER_BYTES, end - position);
    byte[] header = bytes(position, headerBytes);
    if (header == null || !Frame.isHeaderPrefix(header, headerBytes)) {
      return false;
    }
    if (headerBytes < Frame.HEADER_BYTES) {
      return true;
    }
    long declared = Frame.declaredBytes(header);
    return declared <= FileLedger.FRAME_LIMIT_BYTES
        && end - position < declared + Frame.OVERHEAD_BYTES;
  }

  /// Those bytes of the file; null when it does not have them.
  private byte @Nullable [] bytes(long from, int count) throws IOException {
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

  private int read(long at, byte[] into, int from, int count) throws IOException {
    int read = file.read(at, into, from, count);
    if (read <= 0) {
      throw new IOException("the file became shorter than " + size + " bytes while it was read");
    }
    return read;
  }
}
