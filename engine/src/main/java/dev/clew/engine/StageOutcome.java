package dev.clew.engine;

import dev.clew.workflow.scope.StageValues;

/// What a stage came to, for the stages after it.
sealed interface StageOutcome {
  StageValues values();

  /// The run goes on.
  ///
  /// @param tolerated whether it failed in a way that the workflow allows
  record Passed(StageValues values, boolean tolerated) implements StageOutcome {}

  record Skipped(StageValues values) implements StageOutcome {}

  /// The run ends here.
  record Failed(StageValues values, String why) implements StageOutcome {}
}
