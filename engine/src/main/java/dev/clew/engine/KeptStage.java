package dev.clew.engine;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.run.Kind;
import dev.clew.core.run.NamedValue;
import dev.clew.core.run.Severity;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.workflow.scope.ResponseValues;
import dev.clew.workflow.scope.StageValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stage of an earlier attempt that stays as it is: what it came to is written down again, and
/// nothing is called.
///
/// @param attemptId the attempt that it is taken from
/// @param stage as that attempt left it: succeeded, tolerated or skipped
public record KeptStage(String attemptId, StageView stage) {
  /// So that it counts neither as work nor into a window of the attempt that takes it over.
  private static final String GROUP = "boundary";

  public KeptStage {
    StageStatus status = stage.status();
    if (status != StageStatus.SUCCEEDED
        && status != StageStatus.TOLERATED
        && status != StageStatus.SKIPPED) {
      throw new IllegalArgumentException(
          "stage " + stage.path() + " of attempt " + attemptId + " is not done");
    }
  }

  boolean isTolerated() {
    return stage.status() == StageStatus.TOLERATED;
  }

  void write(StagePath path, Recorder recorder) {
    boolean skipped = stage.status() == StageStatus.SKIPPED;
    List<Json.Obj> outputs = stage.outputs().stream().map(NamedValue::toJson).toList();
    Recorder.Draft event =
        recorder
            .event(
                skipped ? Kind.STAGE_SKIPPED : Kind.STAGE_COMPLETED,
                "kept: " + stage.headline().replaceFirst("^kept: ", ""))
            .stage(path)
            .with("group", GROUP)
            .with("reused_from", attemptId)
            .with("reason", stage.reason())
            .with("http_status", stage.httpStatus());
    if (!skipped) {
      event.with("outcome", isTolerated() ? "tolerated" : "succeeded").with("outputs", outputs);
    }
    if (isTolerated()) {
      event.severity(Severity.WARN).with("error", stage.error());
    }
    event.append();
  }

  /// What later stages can ask of it. What is only redacted in the ledger is no value: it must
  /// never be sent.
  StageValues values(StagePath path) {
    if (stage.status() == StageStatus.SKIPPED) {
      return StageValues.skipped(path.toString());
    }
    Map<String, Json> outputs = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    for (NamedValue output : stage.outputs()) {
      String why = LedgerValues.missing(output);
      Json.Obj never = output.missing();
      if (why != null) {
        missing.put(output.name(), why);
      } else if (never != null) {
        missing.put(output.name(), never.text("reason", ""));
      } else {
        outputs.put(output.name(), output.value());
      }
    }
    Integer status = stage.httpStatus();
    ResponseValues response =
        status == null
            ? null
            : new ResponseValues(
                status,
                Map.of(),
                new ResponseValues.Body.Absent(
                    "the stage was kept, and its answer is not in the ledger"));
    return new StageValues(path.toString(), StageValues.State.RAN, outputs, missing, response);
  }
}
