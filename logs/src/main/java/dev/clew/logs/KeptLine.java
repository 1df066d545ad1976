package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A line that somebody may ask for later, in a place that is used for one line after the other, so
/// that to keep the last of many costs no memory. Not thread-safe; read by the thread that reads
/// the stream.
public final class KeptLine {
  private @Nullable LogRecord record;
  private @Nullable LogReader reader;
  private byte[] text = {};
  private int length;
  private long offset;

  /// Keeps this line instead of the one before.
  public void keep(LogRecord line) {
    record = line;
  }

  /// Keeps a copy of this line instead of the one before.
  public void keep(AlikeLine line) {
    Frame frame = line.frame();
    record = null;
    reader = line.reader();
    length = frame.to() - frame.from();
    offset = frame.offset();
    if (text.length < length) {
      text = new byte[length + length / 4];
    }
    System.arraycopy(frame.bytes(), frame.from(), text, 0, length);
  }

  /// The line.
  ///
  /// @throws IllegalStateException when none is kept
  public LogRecord record() {
    if (record != null) {
      return record;
    }
    if (reader == null) {
      throw new IllegalStateException("no line is kept");
    }
    return reader.read(Frame.ofLine(Arrays.copyOf(text, length), offset));
  }
}
