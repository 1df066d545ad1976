package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import org.jspecify.annotations.Nullable;

/// An ordinary line that differs from one before it only in its values. One object stands for all
/// such lines of a reader: it is only valid until the receiver returns.
public final class AlikeLine {
  private final LogReader reader;
  private @Nullable LogRecord like;
  private @Nullable Frame frame;

  AlikeLine(LogReader reader) {
    this.reader = reader;
  }

  AlikeLine set(LogRecord earlier, Frame line) {
    like = earlier;
    frame = line;
    return this;
  }

  /// The earlier line, without its text and its time: all else that it says of itself holds for
  /// this one, but for its place.
  public LogRecord like() {
    if (like == null) {
      throw new IllegalStateException("no line");
    }
    return like;
  }

  /// Of the first byte, in the stream.
  public long offset() {
    return frame().offset();
  }

  /// The line as it is read without the shortcut.
  public LogRecord record() {
    return reader.read(frame());
  }

  LogReader reader() {
    return reader;
  }

  Frame frame() {
    if (frame == null) {
      throw new IllegalStateException("no line");
    }
    return frame;
  }
}
