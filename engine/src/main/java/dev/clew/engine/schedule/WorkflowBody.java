package dev.clew.engine.schedule;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.OneReading;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.OutputMapping;
import dev.clew.engine.kept.KeptValues;
import dev.clew.engine.outcome.Assertions;
import dev.clew.engine.stage.StageExecutor;
import dev.clew.plan.EndSpec;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.RunScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One execution of a workflow: its first values, its stages, and its end.
public final class WorkflowBody {
  private final Stages stages;
  private final RunContext parts;
  private final WorkflowFrame frame;
  private final RunState state;

  /// Of a child.
  ///
  /// @param executor does what its stages say
  /// @param state what it begins with
  public WorkflowBody(
      RunContext parts, WorkflowFrame frame, StageExecutor executor, RunState state) {
    this(new Stages(parts, frame, Map.of(), KeptValues.NONE, executor, () -> {}), state);
  }

  public WorkflowBody(Stages stages, RunState state) {
    this.stages = stages;
    this.parts = stages.parts();
    this.frame = stages.frame();
    this.state = state;
  }

  /// @param failure what ended it, with the stage that failed; null when it came to its end
  /// @param tolerated the first stage whose failure is tolerated; null for none
  /// @param outputs with those that have no value; of one that failed, as far as they go
  /// @param context what it gives to the shared context
  /// @param message null for none
  public record Result(
      @Nullable Failure failure,
      @Nullable StagePath tolerated,
      NamedValues outputs,
      Map<String, Json> context,
      List<NamedValue> contextEvidence,
      @Nullable String message) {}

  /// Whatever is thrown before its first stage or after its last is its failure.
  public Result run() {
    try {
      return whole();
    } catch (RuntimeException | Error e) {
      return new Result(Failure.unexpected(e), null, new NamedValues(), Map.of(), List.of(), null);
    }
  }

  private Result whole() {
    PlannedWorkflow workflow = frame.workflow();
    Failure first = FirstValues.make(parts, frame, state, stages.values());
    Progress progress = first != null ? Progress.none(parts, frame, first) : stages(workflow);
    Failure failure = progress.failure();
    RunScope scope = endScope();
    EndSpec end = workflow.end();
    NamedValues outputs = new NamedValues();
    outputs.addAll(OutputMapping.of(end.outputs(), scope, "endStage.output."));
    if (failure != null) {
      return new Result(failure, progress.tolerated(), outputs, Map.of(), List.of(), null);
    }
    OutputMapping context =
        OutputMapping.inTurn(end.context(), scope, "endStage.context.", state::context);
    failure =
        new Assertions(parts, frame.at(), 0, outputs)
            .check(end.assertions(), scope, CheckMade.END_STAGE, true);
    return new Result(
        failure,
        progress.tolerated(),
        outputs,
        context.values(),
        context.evidence(),
        failure == null ? message(end, scope) : null);
  }

  private Progress stages(PlannedWorkflow workflow) {
    return workflow.isGraph()
        ? new DependentStages(stages, state).run()
        : new SequentialStages(stages, state).run();
  }

  private static @Nullable String message(EndSpec end, RunScope scope) {
    Expression message = end.message();
    return message == null ? null : message.text(scope, "endStage.result.message").value();
  }

  private RunScope endScope() {
    StagePath at = frame.at();
    return frame.scope(
        state,
        state::stage,
        parts.seeded().draws(at, 0, "end"),
        new OneReading(parts.course(), new Timekeeper.Moment(at, 0, Kind.RUN_FINISHED)),
        at == null ? "endStage" : at + "/endStage");
  }
}
