package dev.clew.ledgerfile.frame;

import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.FileBytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the frames of a file from its beginning. After the last whole frame it says what follows:
/// nothing, a torn tail, or bytes that are wrong.
public final class TextFrames {
  private final FileBytes file;
  private long position;
  private long tornBytes;
  private @Nullable String wrong;

  /// @param position where the first of its frames begins
  public TextFrames(FileBytes file, long position) {
    this.file = file;
    this.position = position;
  }

  /// The JSON of the frame that begins there; null when no whole one does.
  public static byte @Nullable [] frameAt(DiskFile file, long position) throws IOException {
    return new TextFrames(new FileBytes(file, FileBytes.SMALL_BUFFER_BYTES), position).next();
  }

  /// Where the next frame begins: the end of the last one that [#next] returned.
  public long position() {
    return position;
  }

  /// The size of the torn tail; 0 when there is none. Known when [#next] has returned null.
  public long tornBytes() {
    return tornBytes;
  }

  /// What is wrong at [#position]; null when nothing is. Known when [#next] has returned null.
  public @Nullable String wrong() {
    return wrong;
  }

  /// The next whole frame's JSON; null when there is none.
  public byte @Nullable [] next() throws IOException {
    if (position == file.size()) {
      return null;
    }
    byte[] header = file.at(position, TextFrame.HEADER_BYTES);
    if (header == null) {
      return stop("the file ends within a frame's header");
    }
    if (!TextFrame.isHeaderPrefix(header, TextFrame.HEADER_BYTES)) {
      return stop("no frame begins here");
    }
    long length = TextFrame.declaredBytes(header);
    String overLimit = Frames.overLimit(length);
    if (overLimit != null) {
      return stop(overLimit);
    }
    byte[] frame = file.at(position, (int) length + TextFrame.OVERHEAD_BYTES);
    if (frame == null) {
      return stop("the file ends within a frame");
    }
    if (frame[frame.length - 1] != '\n') {
      return stop("no line feed at the end of the frame");
    }
    if (!TextFrame.hasItsChecksum(frame)) {
      return stop("the frame does not have its checksum");
    }
    position += frame.length;
    byte[] json = new byte[(int) length];
    System.arraycopy(frame, TextFrame.HEADER_BYTES, json, 0, json.length);
    return json;
  }

  private byte @Nullable [] stop(String what) throws IOException {
    if (isTorn()) {
      tornBytes = file.size() - position;
    } else {
      wrong = what;
    }
    return null;
  }

  /// An unfinished write leaves a proper beginning of a frame, without its line feed, and perhaps
  /// NUL bytes where blocks were never written. A frame whose bits have changed still has the line
  /// feed, or else all its bytes.
  private boolean isTorn() throws IOException {
    long end = file.endWithoutNuls(position);
    if (hasLineFeed(end)) {
      return false;
    }
    int headerBytes = (int) Math.min(TextFrame.HEADER_BYTES, end - position);
    byte[] header = file.at(position, headerBytes);
    if (header == null || !TextFrame.isHeaderPrefix(header, headerBytes)) {
      return false;
    }
    if (headerBytes < TextFrame.HEADER_BYTES) {
      return true;
    }
    long declared = TextFrame.declaredBytes(header);
    return Frames.overLimit(declared) == null
        && end - position < declared + TextFrame.OVERHEAD_BYTES;
  }

  private boolean hasLineFeed(long end) throws IOException {
    for (long at = position; at < end; at += FileBytes.BUFFER_BYTES) {
      byte[] chunk = file.at(at, (int) Math.min(FileBytes.BUFFER_BYTES, end - at));
      for (int index = 0; chunk != null && index < chunk.length; index++) {
        if (chunk[index] == '\n') {
          return true;
        }
      }
    }
    return false;
  }
}
