package dev.clew.core.run;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One execution of a stage.
///
/// @param number from 1
/// @param finishedAt null while it has not ended
/// @param duration on a monotonic clock; null when nobody measured it
public record TryView(
    int number,
    StageStatus status,
    Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable Duration duration,
    List<String> toolCallIds) {
  public TryView {
    toolCallIds = List.copyOf(toolCallIds);
  }
}
