package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.RunStatus;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.preflight.Preflight;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;

/// The end of a run that did not begin, because what it needs is not there: no stage is reached,
/// and nothing was sent.
record RefusedRun(Plan plan, Recorder recorder) {
  RunStatus end(Preflight.Operation failure, Timekeeper course) {
    recorder
        .event(Kind.ERROR, failure.message())
        .severity(Severity.ERROR)
        .with(LogLine.CODE, failure.code())
        .with(LogLine.CAUSE, "dependency")
        .with(LogLine.MESSAGE, failure.message())
        .append();
    String reason = "the run did not begin: " + failure.definition() + " failed its preflight";
    for (PlannedStage stage : plan.stages()) {
      recorder
          .event(Kind.STAGE_NOT_REACHED, "not reached: " + reason)
          .stage(StagePath.of(stage.name()))
          .with(StageEnded.REASON, reason)
          .append();
    }
    recorder
        .event(Kind.RUN_FINISHED, "run failed before it began")
        .severity(Severity.ERROR)
        .took(course.elapsed(new Timekeeper.Moment(null, 0, Kind.RUN_FINISHED)))
        .with(RunEnded.STATUS, RunStatus.FAILED.wire())
        .append();
    recorder.sync();
    return RunStatus.FAILED;
  }
}
