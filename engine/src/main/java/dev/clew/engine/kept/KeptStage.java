package dev.clew.engine.kept;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.engine.context.RunState;
import dev.clew.engine.outcome.Jumps;
import dev.clew.engine.outcome.StageOutcome;
import dev.clew.plan.scope.ResponseValues;
import dev.clew.plan.scope.StageValues;
import dev.clew.plan.scope.WorkflowResult;
import dev.clew.plan.stage.Jump;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stage of an earlier attempt that stays as it is: what it came to is written down again, and
/// nothing is called.
///
/// @param attemptId the attempt that it is taken from
/// @param stage as that attempt left it: succeeded, tolerated or skipped
public record KeptStage(String attemptId, StageView stage) {
  /// What is said of it again as it was said then.
  private static final List<Attribute<?>> AGAIN =
      List.of(
          StageEnded.SET,
          StageEnded.CONTEXT,
          StageEnded.ITEMS,
          StageEnded.MESSAGE,
          StageEnded.CAUSE_STAGE);

  public KeptStage {
    if (!isDone(stage)) {
      throw new IllegalArgumentException(
          "stage " + stage.path() + " of attempt " + attemptId + " is not done");
    }
  }

  /// Whether it can be kept.
  public static boolean isDone(StageView stage) {
    StageStatus status = stage.status();
    return status == StageStatus.SUCCEEDED
        || status == StageStatus.TOLERATED
        || status == StageStatus.SKIPPED;
  }

  /// Writes it down again, and has what it changed changed again.
  public StageOutcome again(StagePath path, RunState state, Recorder recorder) {
    write(path, recorder);
    for (NamedValue value : stage.ended().set()) {
      if (isThere(value)) {
        state.global(value.name(), value.value());
      }
    }
    for (NamedValue value : stage.ended().context()) {
      if (isThere(value)) {
        state.context(value.name(), value.value());
      }
    }
    StageValues values = values(path);
    if (stage.status() == StageStatus.SKIPPED) {
      return new StageOutcome.Skipped(values);
    }
    DecisionView decided = null;
    for (DecisionView decision : stage.decisions()) {
      decided = decision.purpose().equals(DecisionMade.JUMP) ? decision : decided;
    }
    if (decided == null) {
      return new StageOutcome.Passed(values, isTolerated(), null);
    }
    Jump jump =
        new Jump(
            decided.chosen(),
            decided.chosen().equalsIgnoreCase(DecisionMade.END),
            Place.fixed("", Position.NONE));
    Jumps.decided(recorder, path, decided.expression(), jump);
    return new StageOutcome.Passed(values, isTolerated(), jump);
  }

  private static boolean isThere(NamedValue value) {
    return LedgerValues.missing(value) == null && value.missing() == null;
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
            .with(AnyEvent.GROUP, AnyEvent.BOUNDARY)
            .with(AnyEvent.REUSED_FROM, attemptId)
            .with(StageEnded.REASON, stage.reason())
            .with(StageEnded.HTTP_STATUS, stage.httpStatus());
    if (!skipped) {
      event
          .with(StageEnded.OUTCOME, isTolerated() ? StageEnded.TOLERATED : StageEnded.SUCCEEDED)
          .withJson(StageEnded.OUTPUTS, outputs);
    } else if (!outputs.isEmpty()) {
      event.withJson(StageEnded.OUTPUTS, outputs);
    }
    for (Attribute<?> attribute : AGAIN) {
      event.withJson(attribute, stage.ended().attributes().get(attribute.name()));
    }
    if (isTolerated()) {
      event.severity(Severity.WARN).with(StageEnded.ERROR, stage.error());
    }
    event.append();
  }

  /// What later stages can ask of it. What is only redacted in the ledger is no value: it must
  /// never be sent.
  StageValues values(StagePath path) {
    Map<String, Json> outputs = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    for (NamedValue output : stage.outputs()) {
      String why = LedgerValues.missing(output);
      Missing never = output.missing();
      if (why != null) {
        missing.put(output.name(), why);
      } else if (never != null && !never.accepted()) {
        missing.put(output.name(), never.reason());
      } else {
        outputs.put(output.name(), output.value());
      }
    }
    if (stage.status() == StageStatus.SKIPPED) {
      return StageValues.skipped(path.toString(), outputs);
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
    return new StageValues(
        path.toString(),
        StageValues.State.RAN,
        outputs,
        missing,
        response,
        stage.kind().equalsIgnoreCase("Workflow")
            ? new WorkflowResult(WorkflowResult.OK, stage.ended().message(), outputs)
            : null);
  }
}
