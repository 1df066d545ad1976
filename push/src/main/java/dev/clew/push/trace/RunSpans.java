package dev.clew.push.trace;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StageSpans;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.core.trace.TraceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest attempt of a run as spans: itself, its stages, its calls, with the ids that the
/// ledger has, which what it called and started knows as its parents. Names are those of the
/// semantic conventions for CI/CD and HTTP (<https://opentelemetry.io/docs/specs/semconv/cicd/>).
/// Not thread-safe.
public final class RunSpans {
  private static final String RUN_ID = "cicd.pipeline.run.id";
  private static final int FIRST_ERROR = 400;

  private final RunView run;
  private final AttemptView attempt;
  private final TraceContext trace;
  private final Map<Long, Row> rows = new HashMap<>();
  private final StageSpans own;
  private final Timestamp last;
  private final String spanId;

  private RunSpans(RunView run, Timestamp last) {
    this.run = run;
    this.attempt = run.attempt();
    this.trace = traceOf(attempt);
    attempt.rows().forEach(row -> rows.put(row.offset(), row));
    this.spanId = spanId();
    this.own = StageSpans.inside(attempt.attemptId(), spanId, trace.parentSpanId());
    this.last = last;
  }

  /// Empty for a run that has no trace or no row.
  ///
  /// @param run redacted
  public static List<Json> of(RunView run) {
    List<Row> rows = run.attempt().rows();
    if (rows.isEmpty() || traceOf(run.attempt()).traceId().isEmpty()) {
      return List.of();
    }
    return new RunSpans(run, rows.getLast().event().ts()).all();
  }

  /// Whether somebody has asked that the trace is recorded: by default everybody has.
  public static boolean isSampled(RunView run) {
    try {
      return (Integer.parseInt(traceOf(run.attempt()).flags(), 16) & 1) == 1;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /// Each attempt may have been started inside of another trace.
  private static TraceContext traceOf(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.RUN_CREATED) || row.event().is(Kind.RUN_QUEUED)) {
        return RunCreated.from(row.event()).trace();
      }
    }
    return TraceContext.begun("");
  }

  /// A request of OTLP with some of the spans of a run.
  ///
  /// @param version of clew
  public static Json.Obj request(RunView run, List<Json> spans, String version) {
    List<Json> resource =
        List.of(
            SpanJson.attribute("service.name", "clew"),
            SpanJson.attribute("service.version", version),
            SpanJson.attribute(RUN_ID, run.runId()));
    Json scope =
        Json.object()
            .put("scope", Json.object().put("name", "clew").put("version", version).build())
            .put("spans", spans)
            .build();
    Json of =
        Json.object()
            .put("resource", Json.object().put("attributes", resource).build())
            .put("scopeSpans", List.of(scope))
            .build();
    return Json.object().put("resourceSpans", List.of(of)).build();
  }

  /// Of the process that the attempt runs in, which has it from its environment; else of its
  /// beginning.
  private String spanId() {
    for (ToolCallView call : attempt.toolCalls()) {
      String id = call.wraps() ? spanOf(call.startedOffset()) : null;
      if (id != null) {
        return id;
      }
    }
    for (Row row : attempt.rows()) {
      String id = row.event().trace().spanId();
      if (id != null && row.event().is(Kind.RUN_STARTED)) {
        return id;
      }
    }
    return StageSpans.of(attempt.attemptId()).attempt().id();
  }

  private @Nullable String spanOf(long offset) {
    Row row = rows.get(offset);
    return row == null ? null : row.event().trace().spanId();
  }

  private List<Json> all() {
    List<Json> spans = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (!call.wraps()) {
        spans.add(call(call));
      }
    }
    for (StageView stage : attempt.stages()) {
      Timestamp began = stage.startedAt();
      if (began != null) {
        spans.add(stage(stage, began));
      }
    }
    spans.add(run());
    return spans;
  }

  private SpanJson.Place place(String id, @Nullable String parent) {
    return new SpanJson.Place(trace.traceId(), id, parent, trace.state());
  }

  /// As a row says it, else inside of what it belongs to.
  private SpanJson.Place place(@Nullable Row row, StageSpans.Span otherwise) {
    Event.Trace said = row == null ? Event.Trace.NONE : row.event().trace();
    String id = said.spanId();
    String parent = said.parentSpanId();
    return id == null
        ? place(otherwise.id(), otherwise.parent())
        : place(id, parent == null ? otherwise.parent() : parent);
  }

  private Json run() {
    Timestamp began = attempt.startedAt();
    Timestamp created = run.createdAt();
    Timestamp first = began == null ? created == null ? last : created : began;
    Timestamp ended = attempt.finishedAt();
    SpanJson span =
        new SpanJson(place(spanId, trace.parentSpanId()), run.name(), SpanJson.Kind.SERVER)
            .between(first, ended == null ? last : ended)
            .with("cicd.pipeline.name", run.name())
            .with(RUN_ID, run.runId())
            .with("cicd.pipeline.result", result(run.status()))
            .with("clew.run.id", run.runId())
            .with("clew.attempt.id", attempt.attemptId());
    Dossier dossier = run.status().completed() ? null : Dossier.of(run);
    if (dossier != null) {
      span.failed(dossier.failure(), dossier.blocker());
    }
    return span.build();
  }

  private Json stage(StageView stage, Timestamp began) {
    SpanJson.Place place = place(begin(stage), own.of(stage.path()));
    Timestamp ended = stage.finishedAt();
    SpanJson span =
        new SpanJson(place, stage.path().name(), SpanJson.Kind.INTERNAL)
            .between(began, ended == null ? last : ended)
            .with("cicd.pipeline.task.name", stage.path().toString())
            .with("cicd.pipeline.task.run.id", attempt.attemptId() + "/" + stage.path())
            .with("cicd.pipeline.task.run.result", result(stage.status()))
            .with("http.response.status_code", stage.httpStatus());
    if (stage.status() == StageStatus.FAILED) {
      SaidError error = stage.error();
      span.failed(error == null ? null : error.code(), stage.headline());
    }
    return span.build();
  }

  private @Nullable Row begin(StageView stage) {
    for (long offset : stage.rows()) {
      Row row = rows.get(offset);
      if (row != null && row.event().is(Kind.STAGE_STARTED)) {
        return row;
      }
    }
    return null;
  }

  private Json call(ToolCallView call) {
    StagePath path = call.path();
    StageSpans.Span within = path == null ? own.attempt() : own.of(path);
    SpanJson.Place place =
        place(rows.get(call.startedOffset()), own.ofCall(within, call.toolCallId()));
    Row end = call.endedOffset() == null ? null : rows.get(call.endedOffset());
    String type = call.started().callType();
    boolean isHttp = ToolCallStarted.HTTP.equals(type);
    SpanJson span =
        new SpanJson(
                place,
                isHttp ? call.method() : type == null ? "call" : type,
                isHttp ? SpanJson.Kind.CLIENT : SpanJson.Kind.INTERNAL)
            .between(call.startedAt(), end == null ? last : end.event().ts())
            .with("http.request.method", isHttp ? call.method() : null)
            .with("url.full", isHttp ? call.url() : null)
            .with("http.response.status_code", call.httpStatus())
            .with("clew.tool_call.id", call.toolCallId());
    if (call.status() == ToolCallView.Status.FAILED) {
      ToolCallEnded ended = call.ended();
      SaidError error = ended == null ? null : ended.error();
      span.failed(
          error == null ? null : error.code(), error == null ? "no answer" : error.message());
    }
    Integer status = call.httpStatus();
    if (status != null && status >= FIRST_ERROR) {
      span.failed(status.toString(), "answered " + status);
    }
    return span.build();
  }

  private static String result(RunStatus status) {
    return switch (status) {
      case SUCCEEDED, COMPLETED_WITH_FAILURES -> "success";
      case FAILED -> "failure";
      case CANCELLED -> "cancellation";
      case CREATED, QUEUED, RUNNING, LOST, INTERRUPTED -> "error";
    };
  }

  private static @Nullable String result(@Nullable StageStatus status) {
    return status == null
        ? null
        : switch (status) {
          case SUCCEEDED -> "success";
          case TOLERATED, FAILED -> "failure";
          case SKIPPED, NOT_REACHED -> "skip";
          case CANCELLED -> "cancellation";
          case RUNNING, UNCLOSED -> "error";
        };
  }
}
