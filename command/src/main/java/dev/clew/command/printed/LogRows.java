package dev.clew.command.printed;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.PrintedLines;
import dev.clew.core.ledger.Recorder;
import dev.clew.logs.AlikeLine;
import dev.clew.logs.LastLines;
import dev.clew.logs.LogBudget;
import dev.clew.logs.LogRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the command printed, as rows and counts, over both streams. Not thread-safe.
public final class LogRows {
  private final Journal journal;
  private final LogBudget budget = new LogBudget();
  private final LineCounts counts = new LineCounts();
  private final LastLines<Came> last = new LastLines<>();
  private int eventWarnings;

  /// @param at when a line came
  /// @param chunk the digest of the chunk with its bytes; null when that is not known any more
  private record Came(Instant at, @Nullable String chunk) {}

  LogRows(Journal journal) {
    this.journal = journal;
  }

  /// Of a command that printed nothing.
  public static PrintedLines noLines() {
    return new LineCounts().totals();
  }

  /// How many lines are rows, and how many are not.
  PrintedLines totals() {
    return counts.totals();
  }

  /// Whether one more line that looks like an event and is none may be said to be so.
  boolean takesEventWarning() {
    return eventWarnings++ < ExecLimits.EVENT_LINE_WARNINGS;
  }

  /// @param at when it came
  /// @param chunk the digest of the chunk in which it begins; null when that is not known any more
  void take(LogRecord line, Instant at, @Nullable String chunk) {
    boolean isRow = budget.takes(line);
    counts.add(line, at, isRow);
    if (isRow) {
      journal.write(row(line, at, chunk));
    } else {
      last.add(line, new Came(at, chunk));
    }
  }

  /// As [#take], for a line that need not be read when it is only counted.
  void takeAlike(AlikeLine line, Instant at, @Nullable String chunk) {
    if (budget.hasOrdinary()) {
      take(line.record(), at, chunk);
      return;
    }
    counts.addAlike(line, at);
    last.add(line, new Came(at, chunk));
  }

  /// Nothing more comes.
  ///
  /// @param failed whether the last lines may say why
  void end(boolean failed) {
    if (failed) {
      for (LastLines.Left<Came> left : last.all()) {
        counts.becameRow(left.line());
        journal.write(row(left.line(), left.about().at(), left.about().chunk()));
      }
    }
    counts.rows(journal).forEach(journal::write);
  }

  private Recorder.Draft row(LogRecord line, Instant at, @Nullable String chunk) {
    return journal
        .event(line.kind(), line.summary())
        .at(Timestamp.of(at))
        .severity(line.severity())
        .withAll(line.toLogLine().attributes())
        .with(AnyEvent.CHUNK, chunk);
  }
}
