package dev.clew.core.run;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.SaidError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One execution of a stage.
///
/// @param number from 1
/// @param finishedAt null while it has not ended
/// @param httpStatus the answer with which it ended; null when none did
/// @param error what ended it; null when nothing went wrong
/// @param delay how long is waited before the next; null when there is no next
/// @param delayReason `backoff`, `rate_limit`, `dependency`; null when there is no next
/// @param endedRow the row that ended it; null while there is none
/// @param duration on a monotonic clock; null when nobody measured it
public record TryView(
    int number,
    StageStatus status,
    Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable Duration duration,
    List<String> toolCallIds,
    @Nullable Integer httpStatus,
    @Nullable SaidError error,
    @Nullable Duration delay,
    @Nullable String delayReason,
    @Nullable Long endedRow) {
  public TryView {
    toolCallIds = List.copyOf(toolCallIds);
  }
}
