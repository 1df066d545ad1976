package dev.clew.engine;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.ledger.Recorder;
import dev.clew.workflow.definition.Jump;

/// What is written about jumps.
final class Jumps {
  /// The purpose of the decision.
  static final String PURPOSE = "jump";

  private Jumps() {}

  static void decided(Recorder recorder, StagePath path, String because, Jump jump) {
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

  static Failure tooMany(String workflow) {
    return new Failure(
        "too_many_jumps",
        "workflow "
            + workflow
            + " makes more than jumps.max = "
            + RunSettings.MAX_JUMPS
            + " jumps");
  }
}
