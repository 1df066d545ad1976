package dev.clew.engine.schedule;

import dev.clew.core.event.StagePath;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.kept.KeptStage;
import dev.clew.engine.kept.KeptValues;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.engine.stage.StageNode;
import dev.clew.plan.PlannedStage;
import java.util.Map;

/// What it takes to execute the stages of one workflow.
///
/// @param kept those that are not done again, by their paths
/// @param values the first values that those were made with
/// @param executor does what they say
/// @param afterEach is called when a stage has ended, while nothing is written
public record Stages(
    RunContext parts,
    WorkflowFrame frame,
    Map<StagePath, KeptStage> kept,
    KeptValues values,
    StageExecutor executor,
    Runnable afterEach) {

  StageOutcome run(PlannedStage stage, StagePath path, RunState state) {
    KeptStage before = kept.get(path);
    StageOutcome outcome =
        before == null
            ? executor.visit(new StageNode(parts, frame, stage, path, state, state))
            : before.again(path, state, parts.recorder());
    state.stage(stage.name(), outcome.values());
    parts.recorder().alone(afterEach);
    return outcome;
  }
}
