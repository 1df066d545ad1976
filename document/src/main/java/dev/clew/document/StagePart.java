package dev.clew.document;

import dev.clew.core.event.StagePath;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.run.TryView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stages: what was planned and what became of it.
final class StagePart {
  private StagePart() {}

  static Json.Arr plan(List<StageView> stages) {
    List<StageView> planned = new ArrayList<>();
    for (StageView stage : stages) {
      if (!stage.plan().isEmpty()) {
        planned.add(stage);
      }
    }
    return Json.Arr.lazily(planned.size(), at -> plan(planned.get(at)));
  }

  private static Json.Obj plan(StageView stage) {
    return Json.object()
        .putAll(stage.plan().attributes())
        .put("path", stage.path().toString())
        .build();
  }

  /// Made when they are looked at.
  static Json.Arr write(List<StageView> stages, Writer writer) {
    return Json.Arr.lazily(stages.size(), at -> writer.write(stages.get(at)));
  }

  /// Writes one stage.
  interface Writer {
    Json write(StageView stage);
  }

  /// With those rows and calls that the document has.
  static Writer writer(AttemptView attempt, RowPayloads payloads) {
    Map<StagePath, ToolCallView> lastCalls = new HashMap<>();
    for (ToolCallView call : attempt.toolCalls()) {
      StagePath path = call.path();
      if (path != null) {
        lastCalls.put(path, call);
      }
    }
    Set<String> calls = new HashSet<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (payloads.has(call.startedOffset())) {
        calls.add(call.toolCallId());
      }
    }
    return stage -> stage(stage, lastCalls.get(stage.path()), calls, payloads);
  }

  private static Json stage(
      StageView stage, @Nullable ToolCallView call, Set<String> present, RowPayloads payloads) {
    StageStatus status = stage.status();
    StagePath cause = stage.cause();
    List<Json> tries = new ArrayList<>();
    List<String> calls = new ArrayList<>();
    for (TryView one : stage.tries()) {
      List<String> ids = one.toolCallIds().stream().filter(present::contains).toList();
      tries.add(tryOf(one, ids));
      calls.addAll(ids);
    }
    List<Json> decisions = new ArrayList<>();
    for (DecisionView decision : stage.decisions()) {
      decisions.add(decision(decision));
    }
    return Json.object()
        .put("path", stage.path().toString())
        .put("name", stage.name())
        .put("kind", stage.kind())
        .put("status", status == null ? null : status.wire())
        .put("headline", stage.headline())
        .put("started_at", ReportDocument.text(stage.startedAt()))
        .put("finished_at", ReportDocument.text(stage.finishedAt()))
        .put("offset_ms", ReportDocument.millis(stage.offset()))
        .put("duration_ms", ReportDocument.millis(stage.duration()))
        .put("method", call == null ? null : call.method())
        .put("url", call == null ? null : call.url())
        .put("http_status", stage.httpStatus())
        .put("tries", tries)
        .put("decisions", decisions)
        .put("inputs", values(stage.inputs()))
        .put("outputs", values(stage.outputs()))
        .put("mocked", stage.isMocked() ? Json.TRUE : null)
        .put("loop", ReportDocument.attributes(stage.loop()))
        .put("items", ReportDocument.attributes(stage.items()))
        .put("latency", ReportDocument.attributes(stage.ended().latency()))
        .put("set", changes(stage.ended().set()))
        .put("context", changes(stage.ended().context()))
        .put("error", ReportDocument.attributes(stage.error()))
        .put("reason", stage.reason())
        .put("cause", cause == null ? null : cause.toString())
        .put("tool_call_ids", Json.strings(calls))
        .put("rows", ReportDocument.offsets(stage.rows().stream().filter(payloads::has).toList()))
        .build();
  }

  /// Null when there are none.
  private static @Nullable Json changes(List<NamedValue> values) {
    return values.isEmpty() ? null : new Json.Arr(values(values));
  }

  /// What a try came to that was not the last; of the last the stage says it.
  private static Json tryOf(TryView one, List<String> calls) {
    boolean again = one.delay() != null;
    return Json.object()
        .put("number", one.number())
        .put("status", one.status().wire())
        .put("started_at", one.startedAt().toString())
        .put("finished_at", ReportDocument.text(one.finishedAt()))
        .put("duration_ms", ReportDocument.millis(one.duration()))
        .put("http_status", again ? one.httpStatus() : null)
        .put("error", again ? ReportDocument.attributes(one.error()) : null)
        .put("delay_ms", ReportDocument.millis(one.delay()))
        .put("delay_reason", one.delayReason())
        .put("tool_call_ids", Json.strings(calls))
        .build();
  }

  private static Json decision(DecisionView decision) {
    return Json.object()
        .put("purpose", decision.purpose())
        .put("expression", decision.expression())
        .put("explanation", decision.explanation())
        .put("shown", decision.shown())
        .put("result", decision.result())
        .put("chosen", decision.chosen())
        .put("tree", decision.tree())
        .put("row", decision.offset())
        .build();
  }

  static List<Json> values(List<NamedValue> values) {
    List<Json> out = new ArrayList<>(values.size());
    for (NamedValue value : values) {
      out.add(value.toJson());
    }
    return out;
  }
}
