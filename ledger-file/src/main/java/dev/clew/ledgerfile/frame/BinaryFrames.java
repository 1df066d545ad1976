package dev.clew.ledgerfile.frame;

import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.FileBytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of format 2. After the last whole frame it says what follows: nothing, a torn
/// tail, or bytes that are wrong.
public final class BinaryFrames {
  private final FileBytes file;
  private long position;
  private boolean isTorn;
  private @Nullable String wrong;

  /// A whole frame.
  public static final class Frame {
    private final BinaryFrame.Type type;
    private final byte[] body;
    private final long at;

    private Frame(BinaryFrame.Type type, byte[] body, long at) {
      this.type = type;
      this.body = body;
      this.at = at;
    }

    public BinaryFrame.Type type() {
      return type;
    }

    /// Must not be changed.
    public byte[] body() {
      return body;
    }

    /// Where the frame begins in the file.
    public long at() {
      return at;
    }
  }

  /// @param position where the first of its frames begins
  public BinaryFrames(FileBytes file, long position) {
    this.file = file;
    this.position = position;
  }

  /// The frame that begins there; null when no whole one does.
  public static @Nullable Frame frameAt(DiskFile file, long position) throws IOException {
    return new BinaryFrames(new FileBytes(file, FileBytes.SMALL_BUFFER_BYTES), position).next();
  }

  /// Where the next frame begins: the end of the last one that [#next] returned.
  public long position() {
    return position;
  }

  /// Whether a torn tail begins at [#position]. Known when [#next] has returned null.
  boolean isTorn() {
    return isTorn;
  }

  /// What is wrong at [#position]; null when nothing is. Known when [#next] has returned null.
  public @Nullable String wrong() {
    return wrong;
  }

  /// Null when there is no whole one.
  public @Nullable Frame next() throws IOException {
    if (position == file.size()) {
      return null;
    }
    byte[] header = file.at(position, BinaryFrame.HEADER_BYTES);
    if (header == null || !BinaryFrame.isHeader(header)) {
      return stop(
          header == null ? "the file ends within a frame's header" : "no frame begins here");
    }
    long length = BinaryFrame.declaredBytes(header);
    String overLimit = Frames.overLimit(length);
    if (overLimit != null) {
      return stop(overLimit);
    }
    long bodyAt = position + BinaryFrame.HEADER_BYTES;
    byte[] body = file.at(bodyAt, (int) length);
    byte[] end = file.at(bodyAt + length, 1);
    if (body == null || end == null) {
      return stop("the file ends within a frame");
    }
    if (end[0] != '\n') {
      return stop("no line feed at the end of the frame");
    }
    if (!BinaryFrame.isBodyOf(header, body)) {
      return stop("the frame does not have its checksum");
    }
    Frame frame = new Frame(BinaryFrame.type(header), body, position);
    position = bodyAt + length + 1;
    return frame;
  }

  private @Nullable Frame stop(String what) throws IOException {
    isTorn = looksTorn();
    wrong = isTorn ? null : what;
    return null;
  }

  /// An unfinished write leaves a proper beginning of a frame, and perhaps NUL bytes where blocks
  /// were never written. The last byte of a frame is a line feed, so one whose bits have changed
  /// has all its bytes before the NUL bytes, or a header that does not have its checksum.
  private boolean looksTorn() throws IOException {
    long end = file.endWithoutNuls(position);
    byte[] header = file.at(position, BinaryFrame.HEADER_BYTES);
    if (header == null || end - position < BinaryFrame.HEADER_BYTES) {
      int count = (int) Math.min(BinaryFrame.HEADER_BYTES, end - position);
      byte[] begun = file.at(position, count);
      if (begun == null || !BinaryFrame.isHeaderPrefix(begun, count)) {
        return false;
      }
      if (header == null || !BinaryFrame.isHeader(header)) {
        return true;
      }
    } else if (!BinaryFrame.isHeader(header)) {
      return false;
    }
    long declared = BinaryFrame.declaredBytes(header);
    return Frames.overLimit(declared) == null
        && end - position < declared + BinaryFrame.OVERHEAD_BYTES;
  }
}
