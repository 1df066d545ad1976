package dev.clew.core.timing;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.fact.stage.StageReference;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StageView;
import dev.clew.core.run.TryView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Waiting and running of one stage, apart.
///
/// @param waited from when what it reads was there to its start, or from the start of the run when
///   it is planned and reads nothing; null when it has not started or nothing says when it could
///   have
/// @param delayed between its tries, as its producer scheduled it
/// @param ran the sum of its tries that have ended; null when none has
public record StageTiming(
    StagePath stage, @Nullable Duration waited, Duration delayed, @Nullable Duration ran) {

  static List<StageTiming> of(AttemptView attempt) {
    Map<String, Timestamp> ends = new HashMap<>();
    Map<StagePath, Duration> delays = delays(attempt);
    List<StageTiming> timings = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      Timestamp ready = ready(attempt, stage, ends);
      Timestamp started = stage.startedAt();
      Duration waited =
          started == null || ready == null
              ? null
              : Duration.between(ready.instant(), started.instant());
      timings.add(
          new StageTiming(
              stage.path(),
              waited == null || waited.isNegative() ? null : waited,
              delays.getOrDefault(stage.path(), Duration.ZERO),
              ran(stage)));
      if (stage.finishedAt() != null) {
        ends.put(stage.path().toString(), stage.finishedAt());
      }
    }
    return timings;
  }

  private static @Nullable Timestamp ready(
      AttemptView attempt, StageView stage, Map<String, Timestamp> ends) {
    Timestamp latest = null;
    for (StageReference reference : stage.plan().references()) {
      Timestamp end = ends.get(reference.stage());
      if (end != null && (latest == null || end.compareTo(latest) > 0)) {
        latest = end;
      }
    }
    boolean planned = !stage.plan().isEmpty();
    return latest == null && planned ? attempt.startedAt() : latest;
  }

  private static @Nullable Duration ran(StageView stage) {
    Duration sum = null;
    for (TryView one : stage.tries()) {
      if (one.duration() != null) {
        sum = sum == null ? one.duration() : sum.plus(one.duration());
      }
    }
    return sum == null ? stage.duration() : sum;
  }

  private static Map<StagePath, Duration> delays(AttemptView attempt) {
    Map<StagePath, Duration> delays = new HashMap<>();
    for (var row : attempt.rows()) {
      Event event = row.event();
      Duration delay =
          event.is(Kind.STAGE_RETRY_SCHEDULED) ? RetryScheduled.from(event).delay() : null;
      if (delay != null && event.path() != null) {
        delays.merge(event.path(), delay, Duration::plus);
      }
    }
    return delays;
  }
}
