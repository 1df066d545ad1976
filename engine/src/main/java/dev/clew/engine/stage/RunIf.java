package dev.clew.engine.stage;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.engine.evidence.OutputMapping;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.engine.outcome.StageResults;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.expression.Condition;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Loop;
import org.jspecify.annotations.Nullable;

/// The decision whether a stage runs.
public final class RunIf {
  private RunIf() {}

  /// Whether it is decided for each item, because it asks for the item.
  public static boolean isForEachItem(Condition runIf, @Nullable Loop loop) {
    return loop != null
        && (runIf.usesContext(loop.itemName()) || runIf.usesContext(loop.indexName()));
  }

  /// Null when it is to run.
  public static @Nullable StageOutcome unlessItHolds(StageNode node, Condition runIf) {
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
}
