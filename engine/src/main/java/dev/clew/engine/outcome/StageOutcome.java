package dev.clew.engine.outcome;

import dev.clew.engine.context.Failure;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.stage.Jump;
import org.jspecify.annotations.Nullable;

/// What a stage came to, for the stages after it.
public sealed interface StageOutcome {
  StageValues values();

  /// The run goes on.
  ///
  /// @param tolerated whether it failed in a way that the workflow allows
  /// @param jump where it goes on; null for the next
  record Passed(StageValues values, boolean tolerated, @Nullable Jump jump)
      implements StageOutcome {}

  record Skipped(StageValues values) implements StageOutcome {}

  /// The workflow ends here.
  record Failed(StageValues values, Failure failure) implements StageOutcome {}
}
