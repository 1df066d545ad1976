package dev.clew.core.timing;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.ToolCallView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What clew itself did for a command that it ran: before the command started (its environment and
/// the list of its folder), and between the command's end and the run's. It is part of the windows,
/// and no time of the job.
///
/// @param claimed when clew took the run; null for a run that is no command
/// @param started when the command started
/// @param ended when it ended; null while it has not
record ClewsOwn(
    @Nullable Timestamp claimed, @Nullable Timestamp started, @Nullable Timestamp ended) {
  static final ClewsOwn NONE = new ClewsOwn(null, null, null);

  static ClewsOwn of(AttemptView attempt, @Nullable Boundary claimed) {
    for (ToolCallView call : attempt.toolCalls()) {
      if (call.wraps() && claimed != null) {
        Long end = call.endedOffset();
        return new ClewsOwn(
            claimed.at(), call.startedAt(), end == null ? null : endedAt(attempt, end));
      }
    }
    return NONE;
  }

  private static @Nullable Timestamp endedAt(AttemptView attempt, long offset) {
    for (Row row : attempt.rows()) {
      if (row.offset() == offset) {
        return row.event().ts();
      }
    }
    return null;
  }

  /// How much of that window; zero of one without a length.
  Duration of(Window window) {
    Boundary from = window.start();
    Boundary to = window.end();
    Timestamp begin = claimed;
    Timestamp start = started;
    if (from == null || to == null || begin == null || start == null) {
      return Duration.ZERO;
    }
    Duration before = common(from.at(), to.at(), begin, start);
    return ended == null ? before : before.plus(common(from.at(), to.at(), ended, to.at()));
  }

  private static Duration common(Timestamp from, Timestamp to, Timestamp first, Timestamp last) {
    Timestamp start = from.compareTo(first) < 0 ? first : from;
    Timestamp end = to.compareTo(last) < 0 ? to : last;
    return start.compareTo(end) < 0
        ? Duration.between(start.instant(), end.instant())
        : Duration.ZERO;
  }
}
