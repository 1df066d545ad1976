package dev.clew.report.sih;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.call.ToolCallStarted;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.stage.Ensured;
import dev.clew.core.fact.stage.LatencyBand;
import dev.clew.core.fact.stage.LoopPlan;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.DecisionView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import dev.clew.core.run.ToolCallView;
import dev.clew.report.sih.SihReportWriter.Pascal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stages of a run as SIH lists them: flat, in the order in which they began, with a depth.
final class SihStages {
  private static final String INPUTS = "inputs.";
  private static final StageStarted NOT_STARTED = new StageStarted(Json.EMPTY_OBJECT);
  private static final StageEnded NOT_ENDED = new StageEnded(Json.EMPTY_OBJECT);

  private final RunView run;
  private final AttemptView attempt;
  private final SihAssertions assertions;
  private final Map<StagePath, StageStarted> started = new HashMap<>();
  private final Map<StagePath, StageEnded> ended = new HashMap<>();
  private final Map<StagePath, Timestamp> skipped = new HashMap<>();
  private final Map<StagePath, Long> delays = new HashMap<>();
  private final Map<StagePath, ToolCallView> lastCalls = new HashMap<>();
  private final Map<Long, Payload> payloads = new HashMap<>();

  SihStages(RunView run, AttemptView attempt, SihAssertions assertions) {
    this.run = run;
    this.attempt = attempt;
    this.assertions = assertions;
    for (Row row : attempt.rows()) {
      take(row);
    }
    for (ToolCallView call : attempt.toolCalls()) {
      StagePath path = call.path();
      if (path != null) {
        lastCalls.put(path, call);
      }
    }
  }

  private void take(Row row) {
    Event event = row.event();
    StagePath path = event.path();
    Payload payload = row.payload();
    if (payload != null) {
      payloads.put(row.offset(), payload);
    }
    if (path == null) {
      return;
    }
    if (event.is(Kind.STAGE_STARTED)) {
      started.putIfAbsent(path, StageStarted.from(event));
    } else if (event.is(Kind.STAGE_COMPLETED) || event.is(Kind.STAGE_FAILED)) {
      ended.put(path, StageEnded.from(event));
    } else if (event.is(Kind.STAGE_SKIPPED)) {
      skipped.put(path, event.ts());
    } else if (event.is(Kind.WAITING) && "delay".equals(Waited.from(event).what())) {
      Duration waited = event.duration();
      delays.put(path, waited == null ? 0 : Math.round(waited.toMillis() / 1000.0)); // whole in SIH
    }
  }

  /// SIH has no record of a stage that was not reached.
  List<Json> records() {
    List<StageView> reached = new ArrayList<>();
    for (StageView stage : attempt.stages()) {
      if (isReached(stage)) {
        reached.add(stage);
      }
    }
    reached.sort((one, other) -> Long.compare(firstRow(one), firstRow(other)));
    List<Json> records = new ArrayList<>(reached.size());
    for (StageView stage : reached) {
      records.add(record(stage));
    }
    return records;
  }

  private static boolean isReached(StageView stage) {
    return stage.startedAt() != null || stage.status() == StageStatus.SKIPPED;
  }

  /// Of what happened: every stage is planned at the beginning.
  private long firstRow(StageView stage) {
    boolean planned = !stage.plan().isEmpty();
    List<Long> rows = stage.rows();
    return rows.get(planned && rows.size() > 1 ? 1 : 0);
  }

  private Json.Obj record(StageView stage) {
    StagePath path = stage.path();
    StageStarted start = started.getOrDefault(path, NOT_STARTED);
    StageEnded end = ended.getOrDefault(path, NOT_ENDED);
    Ensured ensured = end.ensure();
    boolean child = stage.kind().equalsIgnoreCase("Workflow");
    Json.Obj outputs = SihReportWriter.values(stage.outputs(), false);
    Pascal record =
        new Pascal()
            .put("WorkflowName", Json.of(run.name()))
            .put("StageName", Json.of(path.segments().getLast().toString()))
            .put("StageKind", Json.of(stage.kind()))
            .put("Depth", Json.of(depth(path)))
            .put("Status", Json.of(status(stage)))
            .text("RunIf", decision(stage, "run_if", true))
            .text("JumpTarget", decision(stage, "jump", false))
            .put("Mocked", Json.of(start.mocked()))
            .text(
                "ErrorMessage", stage.error() == null ? null : stage.error().get(SaidError.MESSAGE))
            .text("StartedAtUtc", SihReportWriter.time(or(stage.startedAt(), skipped.get(path))))
            .text("FinishedAtUtc", SihReportWriter.time(or(stage.finishedAt(), skipped.get(path))))
            .millis("DurationMs", skipped.containsKey(path) ? Duration.ZERO : stage.duration())
            .put(
                "DelaySeconds",
                SihReportWriter.orNull(delays.containsKey(path) ? Json.of(delays.get(path)) : null))
            .text("ForEachExecutionMode", mode(start))
            .put("RetryCount", Json.of(retries(stage, end)))
            .put(
                "HttpStatusCode",
                stage.httpStatus() == null ? Json.NULL : Json.of(stage.httpStatus()))
            .text("EnsureMode", ensured == null ? null : ensured.mode())
            .text("EnsureStatus", ensured == null ? null : ensured.status());
    call(lastCalls.get(path), record);
    return record
        .put("Latency", latency(end.latency()))
        .put("Output", outputs)
        .put("Assertions", new Json.Arr(assertions.of(path)))
        .put("WorkflowInputs", child ? childInputs(stage) : Json.EMPTY_OBJECT)
        .put("WorkflowOutput", child ? outputs : Json.EMPTY_OBJECT)
        .put("WorkflowResult", child ? result(stage, end) : Json.EMPTY_OBJECT)
        .build();
  }

  /// By the names that the child has for them. What is written without a token is in the workflow
  /// and not in the ledger; an import has the names already.
  private static Json.Obj childInputs(StageView stage) {
    Json.Builder out = Json.object();
    for (NamedValue value : stage.inputs()) {
      String at = value.at() == null ? "" : value.at();
      String name = at.startsWith(INPUTS) ? at.substring(INPUTS.length()) : value.name();
      int dot = name.indexOf('.');
      SihReportWriter.values(List.of(value), true)
          .members()
          .forEach((own, shown) -> out.put(dot < 0 ? name : name.substring(0, dot), shown));
    }
    return out.build();
  }

  /// A stage that was skipped began and ended when that was decided.
  private static @Nullable Timestamp or(@Nullable Timestamp time, @Nullable Timestamp otherwise) {
    return time == null ? otherwise : time;
  }

  /// Items of a loop are below the loop.
  private static int depth(StagePath path) {
    int depth = path.segments().size() - 1;
    for (StagePath.Segment segment : path.segments()) {
      depth += segment.iteration() == null ? 0 : 1;
    }
    return depth;
  }

  private static String status(StageView stage) {
    StageStatus status = stage.status();
    if (status == null) {
      return "Running";
    }
    return switch (status) {
      case RUNNING, UNCLOSED -> "Running";
      case SUCCEEDED, TOLERATED -> decision(stage, "jump", false) == null ? "Ok" : "Jumped";
      case FAILED, CANCELLED -> "Error";
      case SKIPPED, NOT_REACHED -> "Skipped";
    };
  }

  private static @Nullable String decision(StageView stage, String purpose, boolean expression) {
    for (DecisionView decision : stage.decisions()) {
      if (decision.purpose().equals(purpose)) {
        return expression ? decision.expression() : decision.chosen();
      }
    }
    return null;
  }

  private static @Nullable String mode(StageStarted start) {
    LoopPlan loop = start.loop();
    String mode = loop == null ? null : loop.mode();
    return mode == null ? null : mode.equals("sequential") ? "Sequential" : "Parallel";
  }

  private static int retries(StageView stage, StageEnded end) {
    Long said = end.retries();
    return said == null ? Math.max(0, stage.tries().size() - 1) : Math.clamp(said, 0, 1 << 30);
  }

  private void call(@Nullable ToolCallView call, Pascal record) {
    ToolCallStarted sent = call == null ? null : call.started();
    ToolCallEnded answered = call == null ? null : call.ended();
    record
        .text("RequestUri", sent == null ? null : sent.get(ToolCallStarted.URL))
        .text("HttpMethod", sent == null ? null : sent.get(ToolCallStarted.METHOD))
        .put("RequestHeaders", headers(sent == null ? List.of() : sent.headers()))
        .text("RequestBody", call == null ? null : body(call.startedOffset()))
        .put("ResponseHeaders", headers(answered == null ? List.of() : answered.headers()))
        .text("ResponseBody", call == null ? null : body(call.endedOffset()));
  }

  private @Nullable String body(@Nullable Long offset) {
    Payload payload = offset == null ? null : payloads.get(offset);
    return payload == null ? null : payload.text();
  }

  private static Json headers(List<NamedText> headers) {
    if (headers.isEmpty()) {
      return Json.NULL;
    }
    Json.Builder out = Json.object();
    for (NamedText header : headers) {
      out.put(header.name(), header.value());
    }
    return out.build();
  }

  private static Json latency(@Nullable LatencyBand latency) {
    return latency == null || latency.isEmpty()
        ? Json.NULL
        : new Pascal()
            .text("ProfileName", latency.get(LatencyBand.PROFILE))
            .text("BandName", latency.get(LatencyBand.BAND))
            .text("Color", latency.color())
            .text("Label", latency.label())
            .put("MinMs", SihReportWriter.orNull(latency.minMs()))
            .put("MaxMs", SihReportWriter.orNull(latency.maxMs()))
            .build();
  }

  private static Json.Obj result(StageView stage, StageEnded end) {
    Json message = end.result() instanceof Json.Obj said ? said.get("message") : null;
    return new Pascal()
        .put("status", Json.of(stage.status() == StageStatus.FAILED ? "Error" : "Ok"))
        .put("message", SihReportWriter.orNull(message))
        .build();
  }

  Json.Obj metrics(SihPreflight preflight) {
    int executed = 0;
    int skipped = 0;
    int failed = 0;
    int mocked = 0;
    int http = 0;
    int workflows = 0;
    int jumped = 0;
    int retries = 0;
    List<Json> checks = new ArrayList<>(assertions.ofEndStage());
    for (StageView stage : attempt.stages()) {
      executed += stage.startedAt() == null ? 0 : 1;
      skipped += stage.status() == StageStatus.SKIPPED ? 1 : 0;
      failed += stage.status() == StageStatus.FAILED ? 1 : 0;
      mocked += started.getOrDefault(stage.path(), NOT_STARTED).mocked() ? 1 : 0;
      http += stage.startedAt() != null && isHttp(stage) ? 1 : 0;
      workflows += stage.startedAt() != null && stage.kind().equalsIgnoreCase("Workflow") ? 1 : 0;
      jumped += decision(stage, "jump", false) == null ? 0 : 1;
      retries += retries(stage, ended.getOrDefault(stage.path(), NOT_ENDED));
      checks.addAll(assertions.of(stage.path()));
    }
    int passed = 0;
    int warnings = 0;
    for (Json check : checks) {
      Json.Obj one = (Json.Obj) check;
      boolean holds = one.text("Status", "").equals("Passed");
      passed += holds ? 1 : 0;
      warnings += !holds && !one.flag("Blocking") ? 1 : 0;
    }
    return new Pascal()
        .put("TotalStages", Json.of(attempt.stages().size()))
        .put("ExecutedStages", Json.of(executed))
        .put("SkippedStages", Json.of(skipped))
        .put("FailedStages", Json.of(failed))
        .put("MockedStages", Json.of(mocked))
        .put("HttpStages", Json.of(http))
        .put("WorkflowStages", Json.of(workflows))
        .put("JumpedStages", Json.of(jumped))
        .put("TotalRetries", Json.of(retries))
        .put("PreflightRetries", Json.of(preflight.retries()))
        .put("TotalAssertions", Json.of(checks.size()))
        .put("PassedAssertions", Json.of(passed))
        .put("FailedAssertions", Json.of(checks.size() - passed - warnings))
        .put("WarningAssertions", Json.of(warnings))
        .build();
  }

  private static boolean isHttp(StageView stage) {
    return stage.kind().equalsIgnoreCase("Endpoint") || stage.kind().equalsIgnoreCase("Http");
  }
}
