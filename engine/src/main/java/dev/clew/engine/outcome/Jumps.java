package dev.clew.engine.outcome;

import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunSettings;
import dev.clew.plan.stage.Jump;

/// What is written about jumps.
public final class Jumps {
  private Jumps() {}

  public static void decided(Recorder recorder, StagePath path, String because, Jump jump) {
    recorder
        .event(Kind.DECISION_EVALUATED, because + ": goes on at " + jump.target())
        .stage(path)
        .with(DecisionMade.PURPOSE, DecisionMade.JUMP)
        .with(DecisionMade.EXPRESSION, because)
        .with(DecisionMade.EXPLANATION, because + " → " + jump.target())
        .with(DecisionMade.RESULT, true)
        .with(DecisionMade.CHOSEN, jump.target())
        .append();
  }

  public static Failure tooMany(String workflow) {
    return new Failure(
        FailureCode.TOO_MANY_JUMPS,
        "workflow "
            + workflow
            + " makes more than jumps.max = "
            + RunSettings.MAX_JUMPS
            + " jumps");
  }
}
