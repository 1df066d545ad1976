package dev.clew.ingest.ci;

import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.logs.AlikeLine;
import dev.clew.logs.LastLines;
import dev.clew.logs.LogBudget;
import dev.clew.logs.LogReader;
import dev.clew.logs.LogRecord;
import dev.clew.logs.LogSink;
import dev.clew.logs.framing.Range;
import dev.clew.logs.rules.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The lines of a log, classified without the times and marks of the CI system before them, so that
/// a stack trace is one record; each with its place in the log as it came. Not thread-safe.
final class CiLines {
  static final String STREAM = "stdout";

  private final LogReader reader = new LogReader(STREAM, Rules.builtIn(), new Sink());
  private final LogBudget budget = new LogBudget();
  private final LastLines<Mark> last = new LastLines<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Consumer<Told.Said> rows;
  private @Nullable Mark current;
  private long fed;
  private long lines;
  private long stored;

  /// @param rows is given what is to be a row
  CiLines(Consumer<Told.Said> rows) {
    this.rows = rows;
  }

  /// What is known of a line beside what it says.
  ///
  /// @param offset of its first byte among those that are classified
  /// @param original of the same byte in the log
  private record Mark(
      long offset, long original, Timestamp at, @Nullable CiStage stage, boolean isError) {
    long originalOf(long other) {
      return original + other - offset;
    }
  }

  /// @param isError whether the CI system itself says that it is one
  void add(Line line, Timestamp at, @Nullable CiStage stage, boolean isError) {
    if (isError) {
      flush();
    }
    marks.add(new Mark(fed, line.from(), at, stage, isError));
    reader.take(line.bytes(), line.from(), line.next());
    fed += line.next() - line.from();
    if (isError) {
      flush();
    }
  }

  /// What comes next belongs to another part.
  void flush() {
    reader.flush();
  }

  void end() {
    reader.end();
  }

  /// The last lines that are no rows become some.
  void failed() {
    for (LastLines.Left<Mark> left : last.all()) {
      stored++;
      LogRecord line = placed(left.line(), left.about(), left.about());
      CiStage stage = left.about().stage();
      if (stage != null) {
        stage.said(line);
      }
      row(line, left.about());
    }
  }

  long lines() {
    return lines;
  }

  /// How many of them are rows.
  long stored() {
    return stored;
  }

  private final class Sink implements LogSink {
    @Override
    public void record(LogRecord line) {
      Mark first = at(line.offset());
      LogRecord placed = placed(line, first, lastOf(line, first));
      take(first.isError() ? asError(placed) : placed, first);
    }

    @Override
    public void alike(AlikeLine line) {
      Mark mark = at(line.offset());
      if (mark.isError() || budget.hasOrdinary()) {
        record(line.record());
      } else {
        lines++;
        last.add(line, mark);
      }
    }
  }

  private void take(LogRecord line, Mark mark) {
    lines++;
    CiStage stage = mark.stage();
    if (stage != null) {
      stage.said(line);
    }
    if (budget.takes(line)) {
      stored++;
      row(line, mark);
    } else {
      long place = line.offset();
      last.add(line, new Mark(place, place, mark.at(), stage, mark.isError()));
    }
  }

  private void row(LogRecord line, Mark mark) {
    rows.accept(new Told.Said(line, mark.at(), mark.stage()));
  }

  private Mark at(long offset) {
    Mark found = current;
    for (Mark next = marks.peek(); next != null && next.offset() <= offset; next = marks.peek()) {
      found = marks.poll();
    }
    current = found;
    if (found == null) {
      throw new IllegalStateException("a record before the first line: " + offset);
    }
    return found;
  }

  private Mark lastOf(LogRecord line, Mark first) {
    long end = line.offset() + line.length();
    Mark found = first;
    for (Mark next : marks) {
      if (next.offset() >= end) {
        break;
      }
      found = next;
    }
    return found;
  }

  /// The same in the log as it came.
  private static LogRecord placed(LogRecord line, Mark first, Mark last) {
    long from = first.originalOf(line.offset());
    long to = last.originalOf(line.offset() + line.length());
    return with(line, List.of(new Range(from, to - from)), line.severity(), line.kind());
  }

  private static LogRecord asError(LogRecord line) {
    return with(line, line.ranges(), Severity.ERROR, "error");
  }

  private static LogRecord with(
      LogRecord line, List<Range> ranges, @Nullable Severity severity, String kind) {
    return new LogRecord(
        line.stream(),
        ranges,
        line.text(),
        line.message(),
        line.time(),
        severity,
        line.template(),
        line.templateId(),
        line.rule(),
        line.candidates(),
        kind,
        line.cause(),
        line.code(),
        line.captures(),
        line.causeChain(),
        line.httpStatus(),
        line.capped());
  }
}
