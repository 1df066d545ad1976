package dev.clew.logs.framing;

import dev.clew.core.event.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record as bytes: a line, or the lines of one stack trace. The array is the framer's own and
/// is only valid until the receiver returns.
public final class Frame {
  /// What kind of lines a record is made of.
  public enum Shape {
    LINE,
    /// Of the JVM, of Node.js or of .NET: `at …` frames.
    TRACE,
    PYTHON,
    GO,
    /// npm, which writes its prefix on each line.
    NPM
  }

  /// Receives frames in the order in which they end.
  @FunctionalInterface
  public interface Sink {
    void frame(Frame frame);
  }

  private static final int[] NO_HEADS = {};

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final Shape shape;
  private final int[] heads;
  private final long offset;

  /// Null when there is one, which is that of the text.
  private final @Nullable List<Range> ranges;

  private final boolean isCapped;
  private final @Nullable Timestamp time;

  Frame(
      byte[] bytes,
      int from,
      int to,
      Shape shape,
      int[] heads,
      long offset,
      @Nullable List<Range> ranges,
      boolean isCapped,
      @Nullable Timestamp time) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.shape = shape;
    this.heads = heads;
    this.offset = offset;
    this.ranges = ranges;
    this.isCapped = isCapped;
    this.time = time;
  }

  /// A line that stands alone.
  ///
  /// @param text is not changed any more
  /// @param offset of its first byte in the stream
  public static Frame ofLine(byte[] text, long offset) {
    return new Frame(text, 0, text.length, Shape.LINE, NO_HEADS, offset, null, false, null);
  }

  /// Where the record's text is; not to be changed.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the text begins: without the container runtime's prefix, and without what a carriage
  /// return has overwritten on a terminal.
  public int from() {
    return from;
  }

  /// Where the text ends, exclusive: without the last line's terminator.
  public int to() {
    return to;
  }

  public Shape shape() {
    return shape;
  }

  /// The lines that say something and are no places in a program: pairs of a begin and an end in
  /// `bytes`. Empty when the one line is all there is.
  public int[] heads() {
    return heads;
  }

  /// The bytes of the stream that this record stands for, in order: one range, unless a container
  /// runtime wrote two streams into one.
  public List<Range> ranges() {
    return ranges == null ? List.of(new Range(offset, to - from)) : ranges;
  }

  /// Of the first byte that this record stands for, in the stream.
  public long offset() {
    return offset;
  }

  /// Whether the text is all that it stands for, as it was written.
  public boolean isItsRange() {
    return ranges == null;
  }

  /// Whether a limit has cut it: it is not the whole of what was written.
  public boolean isCapped() {
    return isCapped;
  }

  /// The container runtime's; null when there is none.
  public @Nullable Timestamp time() {
    return time;
  }
}
