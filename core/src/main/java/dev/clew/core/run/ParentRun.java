package dev.clew.core.run;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What started a run: another run, and where in that.
///
/// @param attemptId the attempt of that run; null when nobody says it
/// @param stage the path of the stage that was open in it; null when nobody says it
public record ParentRun(String runId, @Nullable String attemptId, @Nullable String stage) {
  public ParentRun {
    if (runId.isEmpty()) {
      throw new IllegalArgumentException("a run without an id");
    }
  }

  /// Null when the run was started by none.
  public static @Nullable ParentRun of(AttemptStarted facts) {
    String runId = facts.parentRunId();
    return runId == null || runId.isEmpty()
        ? null
        : new ParentRun(runId, facts.parentAttemptId(), facts.parentStage());
  }

  /// As a list shows it.
  public Json.Obj toJson() {
    return Json.object()
        .put("run_id", runId)
        .put("attempt_id", attemptId)
        .put("stage", stage)
        .build();
  }

  /// As an event says it.
  ///
  /// @param parent null for a run that was started by none
  public static Json.Obj attributes(@Nullable ParentRun parent) {
    return parent == null
        ? Json.EMPTY_OBJECT
        : new Attributes()
            .with(AttemptStarted.PARENT_RUN_ID, parent.runId())
            .with(AttemptStarted.PARENT_ATTEMPT_ID, parent.attemptId())
            .with(AttemptStarted.PARENT_STAGE, parent.stage())
            .build();
  }
}
