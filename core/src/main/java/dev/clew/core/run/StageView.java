package dev.clew.core.run;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.ItemTally;
import dev.clew.core.fact.stage.LoopPlan;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageStarted;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage as far as the ledger tells.
///
/// @param plan what `stage_planned` says; empty for a stage that was in no plan
/// @param status null while it is only planned and the run may still reach it
/// @param headline its status in one line: `failed: HTTP 402, tolerated by expectedStatuses`
/// @param offset how long after the run began ([RunClock]) it started; null when it did not, or
///   when the clock went backwards
/// @param duration null when it has not ended or nobody measured it
/// @param inputs the values that it was given, each with where it came from
/// @param outputs the values that it gave
/// @param error what went wrong; null when nothing did
/// @param reason why it is where it is, in one line; null when its status says it all
/// @param cause the stage that keeps it from being reached; null when there is none
/// @param started what `stage_started` says of its first try; empty when it did not start
/// @param ended what the event that ended it says; empty when none did
/// @param rows the rows that are about it
public record StageView(
    StagePath path,
    String kind,
    StagePlanned plan,
    @Nullable StageStatus status,
    String headline,
    @Nullable Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable Duration offset,
    @Nullable Duration duration,
    @Nullable Integer httpStatus,
    List<TryView> tries,
    List<DecisionView> decisions,
    List<NamedValue> inputs,
    List<NamedValue> outputs,
    @Nullable SaidError error,
    @Nullable String reason,
    @Nullable StagePath cause,
    StageStarted started,
    StageEnded ended,
    List<Long> rows) {
  public StageView {
    tries = List.copyOf(tries);
    decisions = List.copyOf(decisions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rows = List.copyOf(rows);
  }

  /// Whether it came to what its `mock` says, and did nothing.
  public boolean isMocked() {
    return started.mocked();
  }

  /// Null for a stage that is no loop.
  public @Nullable LoopPlan loop() {
    return started.loop();
  }

  /// Of a loop that has ended, how many items came to what; null when nothing says so.
  public @Nullable ItemTally items() {
    return ended.items();
  }

  public String name() {
    return path.name();
  }
}
