package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.OutputMapping;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.outcome.StageResults;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.stage.Loop;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One visit of a stage, from its decision on: skipped, or delayed and then done, once or for each
/// item.
final class StageRun {
  private final StageNode node;
  private final PlannedStage stage;
  private final StagePath path;
  private final Recorder recorder;

  /// @param state what is known, and where what it changes goes
  StageRun(
      RunContext parts, WorkflowFrame frame, PlannedStage stage, StagePath path, RunState state) {
    this.node = new StageNode(parts, frame, stage, path, state, state);
    this.stage = stage;
    this.path = path;
    this.recorder = parts.recorder();
  }

  StageOutcome run() {
    try {
      return whole();
    } catch (RuntimeException | Error e) {
      return node.failed(e);
    }
  }

  private StageOutcome whole() {
    Loop loop = stage.settings().loop();
    Condition runIf = stage.settings().runIf();
    if (runIf != null && !isForEachItem(runIf, loop)) {
      StageOutcome skipped = unlessItHolds(node, runIf);
      if (skipped != null) {
        return skipped;
      }
    }
    StageOutcome cancelled = delayed();
    if (cancelled != null) {
      return cancelled;
    }
    return loop == null ? node.run() : new LoopRun(node, loop).run();
  }

  /// Whether it is decided for each item, because it asks for the item.
  static boolean isForEachItem(Condition runIf, @Nullable Loop loop) {
    return loop != null
        && (runIf.usesContext(loop.itemName()) || runIf.usesContext(loop.indexName()));
  }

  /// Null when it is to run.
  static @Nullable StageOutcome unlessItHolds(StageNode node, Condition runIf) {
    RunScope scope = node.scope(0);
    Evaluation evaluation = runIf.evaluate(scope, "runIf");
    boolean holds = evaluation.holds();
    Recorder recorder = node.parts().recorder();
    recorder
        .event(Kind.DECISION_EVALUATED, evaluation.explain())
        .stage(node.path())
        .with(DecisionMade.PURPOSE, DecisionMade.RUN_IF)
        .with(DecisionMade.EXPRESSION, runIf.text())
        .with(DecisionMade.EXPLANATION, evaluation.explain())
        .with(DecisionMade.SHOWN, evaluation.shown())
        .with(DecisionMade.RESULT, holds)
        .with(DecisionMade.CHOSEN, holds ? DecisionMade.RUN : DecisionMade.SKIP)
        .with(DecisionMade.TREE, evaluation.toJson())
        .append();
    if (holds) {
      return null;
    }
    NamedValues made = new NamedValues();
    made.addAll(OutputMapping.of(node.stage().settings().onSkip(), scope, "onSkip.output."));
    Recorder.Draft event =
        recorder
            .event(Kind.STAGE_SKIPPED, "skipped")
            .stage(node.path())
            .with(StageEnded.REASON, "its runIf is false");
    if (!made.evidence().isEmpty()) {
      event.with(StageEnded.OUTPUTS, made.evidence());
    }
    event.append();
    return new StageOutcome.Skipped(StageResults.skipped(node.path(), made));
  }

  /// Null when it goes on.
  private @Nullable StageOutcome delayed() {
    Duration delay = stage.settings().delay();
    if (delay.isZero()) {
      return null;
    }
    Failure cut = new Waiting(node).after(0, Waited.DELAY, delay, null, Duration.ZERO);
    if (cut == null) {
      return null;
    }
    recorder
        .event(Kind.STAGE_CANCELLED, "cancelled: " + cut.message())
        .stage(path)
        .severity(Severity.ERROR)
        .with(StageEnded.ERROR, cut.said(null))
        .append();
    return new StageOutcome.Failed(
        new StageValues(
            path.toString(), StageValues.State.RAN, Map.<String, Json>of(), Map.of(), null),
        cut);
  }
}
