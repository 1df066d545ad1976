package dev.clew.engine.outcome;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Recorder;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.RunSettings;
import dev.clew.workflow.definition.Jump;

/// What is written about jumps.
public final class Jumps {
  /// The purpose of the decision.
  public static final String PURPOSE = "jump";

  private Jumps() {}

  public static void decided(Recorder recorder, StagePath path, String because, Jump jump) {
    recorder
        .event(Kind.DECISION_EVALUATED, because + ": goes on at " + jump.target())
        .stage(path)
        .with("purpose", PURPOSE)
        .with("expression", because)
        .with("explanation", because + " → " + jump.target())
        .with("result", true)
        .with("chosen", jump.target())
        .append();
  }

  public static Failure tooMany(String workflow) {
    return new Failure(
        "too_many_jumps",
        "workflow "
            + workflow
            + " makes more than jumps.max = "
            + RunSettings.MAX_JUMPS
            + " jumps");
  }
}
