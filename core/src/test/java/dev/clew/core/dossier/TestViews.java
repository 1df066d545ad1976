package dev.clew.core.dossier;

import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunClock;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.ArrayList;
import java.util.List;

/// Runs of stages that only have a name and a status.
///
/// NullAway does not see that a component is nullable whose type is written `Json.@Nullable Obj`.
@SuppressWarnings("NullAway")
final class TestViews {
  private TestViews() {}

  static RunView run(RunStatus status, StageStatus... stages) {
    List<StageView> views = new ArrayList<>();
    for (StageStatus stage : stages) {
      views.add(stage("stage-" + views.size(), stage, views.size()));
    }
    AttemptView attempt =
        new AttemptView(
            "att_1",
            1,
            status,
            new RunClock(null, null),
            null,
            null,
            null,
            new AttemptStarted(Json.EMPTY_OBJECT),
            views,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new RunView(
        "default",
        "run_1",
        "test",
        null,
        status,
        null,
        new RunCreated(Json.EMPTY_OBJECT),
        List.of(),
        List.of(attempt),
        null);
  }

  private static StageView stage(String name, StageStatus status, long row) {
    Json.Obj error =
        status == StageStatus.FAILED || status == StageStatus.TOLERATED
            ? Json.object().put("code", "http_402").put("message", "HTTP 402").build()
            : null;
    return new StageView(
        StagePath.of(name),
        "Endpoint",
        new StagePlanned(Json.EMPTY_OBJECT),
        status,
        status.wire(),
        null,
        null,
        null,
        null,
        error == null ? null : 402,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        error == null ? null : new SaidError(error),
        null,
        null,
        new StageStarted(Json.EMPTY_OBJECT),
        new StageEnded(Json.EMPTY_OBJECT),
        List.of(row));
  }
}
