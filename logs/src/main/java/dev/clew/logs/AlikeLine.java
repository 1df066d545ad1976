package dev.clew.logs;

import dev.clew.logs.framing.Frame;
import org.jspecify.annotations.Nullable;

/// An ordinary line that differs from one before it only in its values. One object stands for all
/// such lines of a reader: it is only valid until the receiver returns.
public final class AlikeLine {
  public static final int NUMBERS = KnownLines.SLOTS;

  private final LogReader reader;
  private @Nullable LogRecord like;
  private @Nullable Frame frame;
  private int number;

  AlikeLine(LogReader reader) {
    this.reader = reader;
  }

  AlikeLine set(LogRecord earlier, int itsNumber, Frame line) {
    like = earlier;
    number = itsNumber;
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

  /// Of the earlier line, from 0 and below [#NUMBERS]; a later one of the same stream may get the
  /// same.
  public int number() {
    return number;
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
