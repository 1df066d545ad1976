package dev.clew.engine.schedule;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.plan.PlannedStage;
import org.jspecify.annotations.Nullable;

/// How far the stages of a workflow came. For one thread at a time.
final class Progress {
  private final Recorder recorder;
  private boolean cancelled;
  private @Nullable StagePath failedAt;
  private @Nullable Failure failure;
  private @Nullable StagePath tolerated;

  Progress(Recorder recorder) {
    this.recorder = recorder;
  }

  /// Of several that failed the first in the order of the file counts, which is the order in which
  /// they are taken.
  void take(StagePath path, StageOutcome outcome) {
    switch (outcome) {
      case StageOutcome.Passed passed -> {
        if (passed.tolerated() && tolerated == null) {
          tolerated = path;
        }
      }
      case StageOutcome.Skipped skipped -> {}
      case StageOutcome.Failed failed -> {
        cancelled |= failed.failure().isCancelled();
        if (failure == null) {
          failedAt = path;
          failure = failed.failure();
        }
      }
    }
  }

  /// No stage can be begun.
  static Progress none(RunContext parts, WorkflowFrame frame, Failure why) {
    Progress progress = new Progress(parts.recorder());
    progress.failure = why;
    for (PlannedStage stage : frame.workflow().stages()) {
      String reason = "initStage failed";
      progress.notReached(frame.path(stage.name(), 1), reason, reason, null);
    }
    return progress;
  }

  /// A stage was due and not begun.
  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /// What ends the workflow; null when nothing does.
  @Nullable Failure failure() {
    Failure own = failure;
    if (own == null) {
      return cancelled ? Failure.cancelled("was between two stages") : null;
    }
    return own.isCancelled() || failedAt == null
        ? own
        : new Failure(own.code(), own.message(), failedAt);
  }

  /// The first stage whose failure the workflow tolerates; null when there is none.
  @Nullable StagePath tolerated() {
    return tolerated;
  }

  void notReached(StagePath path) {
    StagePath cause = cancelled ? null : failedAt;
    notReached(
        path,
        cause == null ? "the run was cancelled" : cause + " failed",
        cause == null ? "the run was cancelled" : "stage " + cause + " failed",
        cause);
  }

  void jumpedOver(StagePath path, StagePath from, String target) {
    String reason = "jumped over: " + from + " went on at " + target;
    notReached(path, reason, reason, from);
  }

  private void notReached(StagePath path, String words, String reason, @Nullable StagePath cause) {
    recorder
        .event(Kind.STAGE_NOT_REACHED, "not reached: " + words)
        .stage(path)
        .with(StageEnded.REASON, reason)
        .with(StageEnded.CAUSE_STAGE, cause == null ? null : cause.toString())
        .append();
  }
}
