package dev.clew.runs.finding;

import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long runs of one workflow took that succeeded: each by the attempt that counts, and its
/// stages that succeeded.
///
/// @param run null when none of them says how long it took
/// @param stages by their paths, in the order in which they were seen; of at most `stages.max` =
///   1,000
public record PastDurations(@Nullable Spread run, Map<String, Spread> stages) {
  public static final int MAX_STAGES = 1_000;

  public static final PastDurations NONE = new PastDurations(null, Map.of());

  public PastDurations {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  /// Durations of the same thing.
  ///
  /// @param count how many there are, from 1
  /// @param p50 half of them are no longer
  /// @param p95 95 of 100 are no longer; the nearest that there is
  public record Spread(int count, Duration p50, Duration p95) {
    static @Nullable Spread of(Collection<Duration> durations) {
      List<Duration> sorted = durations.stream().sorted().toList();
      return sorted.isEmpty()
          ? null
          : new Spread(sorted.size(), percentile(sorted, 50), percentile(sorted, 95));
    }

    /// By nearest rank.
    private static Duration percentile(List<Duration> sorted, int percent) {
      int rank = Math.ceilDiv(sorted.size() * percent, 100);
      return sorted.get(rank - 1);
    }
  }

  /// Those that did not succeed are passed over.
  public static PastDurations of(Collection<RunView> runs) {
    List<Duration> whole = new ArrayList<>();
    Map<String, List<Duration>> ofStages = new LinkedHashMap<>();
    for (RunView run : runs) {
      AttemptView attempt = run.attempt();
      if (run.status() == RunStatus.SUCCEEDED) {
        if (attempt.duration() != null) {
          whole.add(attempt.duration());
        }
        for (StageView stage : attempt.stages()) {
          add(stage, ofStages);
        }
      }
    }
    Map<String, Spread> stages = new LinkedHashMap<>();
    ofStages.forEach((path, durations) -> {
      Spread spread = Spread.of(durations);
      if (spread != null) {
        stages.put(path, spread);
      }
    });
    return new PastDurations(Spread.of(whole), stages);
  }

  private static void add(StageView stage, Map<String, List<Duration>> durations) {
    String path = stage.path().toString();
    boolean isRoom = durations.size() < MAX_STAGES || durations.containsKey(path);
    if (stage.status() == StageStatus.SUCCEEDED && stage.duration() != null && isRoom) {
      durations.computeIfAbsent(path, any -> new ArrayList<>()).add(stage.duration());
    }
  }
}
