package dev.clew.runs.finding;

import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.AttemptPromise;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.timing.DurationText;
import dev.clew.runs.finding.PastDurations.Spread;
import dev.clew.store.Finding.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From when on a run that goes on is stuck: a sign of life that was due is missing, or no event
/// came for the longest of three heartbeats, the p95 that an open stage takes in good runs, and
/// five minutes. Whichever is first. Counted from when its newest row was received.
final class Silences {
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final int HEARTBEATS = 3;

  /// For what is on its way: so much later than it was due a sign of life is missing.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  /// By then everything was due.
  private static final Timestamp AT_LAST = Timestamp.parse("9999-12-31T23:59:59Z");

  private final RunView run;
  private final Explanation explanation;
  private final Instant newest;
  private final List<Silence> all = new ArrayList<>();

  private Silences(RunView run, Explanation explanation, Instant newest) {
    this.run = run;
    this.explanation = explanation;
    this.newest = newest;
  }

  /// Null when the run does not run.
  static @Nullable Silence of(RunView run, Explanation explanation, PastDurations past) {
    Timestamp newest = run.asOf();
    if (run.status() != RunStatus.RUNNING || newest == null) {
      return null;
    }
    Silences found = new Silences(run, explanation, newest.instant());
    Duration heartbeat = AttemptPromise.of(explanation.attempt()).heartbeat();
    found.quiet(heartbeat, past);
    found.due(heartbeat);
    return found.all.stream().min(Comparator.comparing(Silence::stuckAt)).orElseThrow();
  }

  private void quiet(@Nullable Duration heartbeat, PastDurations past) {
    Duration most = LEAST;
    String why = "";
    if (heartbeat != null && times(heartbeat, HEARTBEATS).compareTo(most) > 0) {
      most = times(heartbeat, HEARTBEATS);
      why = ", three times the heartbeat of " + DurationText.of(heartbeat);
    }
    for (StageView stage : explanation.attempt().stages()) {
      Spread spread = past.stages().get(stage.path().toString());
      if (stage.status() == StageStatus.RUNNING
          && spread != null
          && spread.p95().compareTo(most) > 0) {
        most = spread.p95();
        why =
            ", the p95 of stage " + stage.path() + " in good runs (" + spread.count() + " of them)";
      }
    }
    add(most, "no event for " + DurationText.of(most) + why);
  }

  /// A sign of life, or another try.
  private void due(@Nullable Duration heartbeat) {
    if (heartbeat != null) {
      Duration missing = plus(heartbeat, ON_ITS_WAY);
      add(
          missing,
          "a sign of life is due every "
              + DurationText.of(heartbeat)
              + ", and none came for "
              + DurationText.of(missing));
    }
    RunView later = run.at(AT_LAST);
    for (Absence absence : Absences.of(later, explanation.attempt(), explanation.timing())) {
      Timestamp due = absence.due();
      if (absence.code() == Absence.Code.NO_RETRY_HEARTBEAT && due != null) {
        Instant at = due.instant().isBefore(newest) ? newest : due.instant();
        add(Duration.between(newest, at).plus(ON_ITS_WAY), absence.what());
      }
    }
  }

  private static Duration times(Duration one, int count) {
    return one.compareTo(Duration.ofDays(36_500)) > 0 ? one : one.multipliedBy(count);
  }

  private static Duration plus(Duration one, Duration other) {
    return one.compareTo(Duration.ofDays(36_500)) > 0 ? one : one.plus(other);
  }

  private void add(Duration quiet, String rule) {
    Instant last = AT_LAST.instant();
    boolean isFar = quiet.compareTo(Duration.between(newest, last)) > 0;
    all.add(new Silence(isFar ? last : newest.plus(quiet), rule));
  }
}
