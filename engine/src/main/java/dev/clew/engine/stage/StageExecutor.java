package dev.clew.engine.stage;

import dev.clew.engine.outcome.StageOutcome;

/// Does what stages say. Children and loops have stages in them, so that a stage is executed within
/// another: this is the way back in. Thread-safe.
public interface StageExecutor {
  /// One visit of a stage, from its decision on: skipped, or delayed and then done, once or for
  /// each item.
  StageOutcome visit(StageNode node);

  /// The work of a stage or of one item, and what comes of it.
  StageOutcome once(StageNode node);
}
