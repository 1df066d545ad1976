package dev.clew.logs;

import dev.clew.core.event.Severity;
import dev.clew.logs.framing.Bytes;
import dev.clew.logs.framing.Frame;
import dev.clew.logs.parsing.FrameParser;
import dev.clew.logs.rules.Rules;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The ordinary lines that a stream has had, by their shape, so that one which differs from them
/// only in its values need not be classified again: most of what programs print. What is known is
/// only what no rule can have an opinion on, whatever the values are. Not thread-safe.
final class KnownLines {
  static final int SLOTS = 1 << 16;

  private final LineShape shapes = new LineShape(ThreadLocalRandom.current().nextLong());
  private final Rules rules;
  private final long[] keys = new long[SLOTS];
  private final @Nullable LogRecord[] records = new LogRecord[SLOTS];

  KnownLines(Rules rules) {
    this.rules = rules;
  }

  /// [LineShape#NONE] when it is more than a line as it was written.
  long shape(Frame frame) {
    boolean isWhole =
        frame.shape() == Frame.Shape.LINE
            && frame.heads().length == 0
            && !frame.isCapped()
            && frame.time() == null
            && frame.isItsRange();
    return isWhole ? shapes.of(frame.bytes(), frame.from(), frame.to()) : LineShape.NONE;
  }

  /// An earlier line of that shape; null when none is known.
  @Nullable LogRecord get(long shape) {
    int slot = slot(shape);
    return keys[slot] == shape ? records[slot] : null;
  }

  /// Whether lines of that shape are known to be ordinary, or known to need a look each.
  boolean has(long shape) {
    return keys[slot(shape)] == shape;
  }

  /// Remembers the line if it is ordinary, else that its shape says nothing.
  ///
  /// @param hasFields whether it says so in members
  void learn(long shape, Frame frame, LogRecord record, boolean hasFields) {
    int slot = slot(shape);
    keys[slot] = shape;
    records[slot] = isOrdinary(record) && !depends(frame, hasFields) ? record.withoutText() : null;
  }

  static int slot(long shape) {
    return (int) shape & SLOTS - 1;
  }

  private static boolean isOrdinary(LogRecord record) {
    Severity severity = record.severity();
    return record.rule().equals(LogRecord.UNKNOWN)
        && record.httpStatus() == null
        && record.causeChain().isEmpty()
        && (severity == null || severity.compareTo(Severity.WARN) < 0);
  }

  /// Whether other values could make it another kind of line.
  private boolean depends(Frame frame, boolean hasFields) {
    byte[] bytes = frame.bytes();
    byte[] words = LineShape.withoutIds(bytes, frame.from(), frame.to());
    return (hasFields && !tellsMembers(bytes, frame.from(), frame.to()))
        || FrameParser.hasBadLevel(bytes, frame.from(), frame.to())
        || rules.mayMatchWithOtherValues(words, 0, words.length);
  }

  /// Numbers that count are kept, and no letter is written with figures.
  private static boolean tellsMembers(byte[] bytes, int from, int to) {
    return LineShape.keepsNumbers(bytes, from, to) && Bytes.indexOf(bytes, from, to, '\\') < 0;
  }
}
