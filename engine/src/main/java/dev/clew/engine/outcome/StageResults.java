package dev.clew.engine.outcome;

import dev.clew.core.event.StagePath;
import dev.clew.engine.evidence.NamedValues;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.WorkflowResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What later stages can ask of a stage, made of what came of it.
public final class StageResults {
  private StageResults() {}

  /// @param child what a child workflow came to; null for a stage that is none
  public static StageValues values(
      StagePath path,
      NamedValues made,
      @Nullable ResponseValues response,
      WorkResult.@Nullable Child child) {
    return new StageValues(
        path.toString(),
        StageValues.State.RAN,
        made.values(),
        made.missing(),
        response,
        child == null
            ? null
            : new WorkflowResult(WorkflowResult.OK, child.message(), child.outputs().values()));
  }

  /// @param onSkip the values that it has when it is skipped
  public static StageValues skipped(StagePath path, NamedValues onSkip) {
    return StageValues.skipped(path.toString(), onSkip.values());
  }

  public static StageValues missing(StageValues values, Map<String, String> missing) {
    return new StageValues(
        values.path(),
        values.state(),
        values.outputs(),
        missing,
        values.response(),
        values.workflow());
  }
}
