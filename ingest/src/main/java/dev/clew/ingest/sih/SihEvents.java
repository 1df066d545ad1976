package dev.clew.ingest.sih;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a report of SIH says as the events of a run. What SIH does not record is not made
/// up: its retries have no tries, its decisions no operands.
public final class SihEvents {
  private static final List<String> MASKS = List.of("***REDACTED***", "*****");

  private final SihReport report;
  private final Members root;
  private final Recorder recorder;
  private final Redactor redactor;
  private final StageCalls calls;
  private int plannedStages;
  private boolean tolerated;

  private SihEvents(SihReport report, Recorder recorder, Redactor redactor) {
    this.report = report;
    this.root = report.root();
    this.recorder = recorder;
    this.redactor = redactor;
    this.calls = new StageCalls(recorder, redactor);
  }

  /// @param file what the report is called, for the record of where the run comes from
  /// @param redactor the recorder's own, for what is quoted from a response
  public static void write(SihReport report, String file, Recorder recorder, Redactor redactor) {
    new SihEvents(report, recorder, redactor).write(file);
  }

  private void write(String file) {
    Timestamp start = report.startedAt();
    recorder
        .event(Kind.RUN_CREATED, "run created")
        .at(start)
        .with("name", report.workflowName())
        .with("version", root.text("WorkflowVersion"))
        .with("workflow_id", root.text("WorkflowId"))
        .with("environment", root.text("Environment"))
        .with("execution_key", report.executionKey().digest().hex())
        .with("correlation_id", report.executionId())
        .with("redaction", "on")
        .with("inputs", values(root.object("Inputs")))
        .append();
    preflight(start);
    List<StageTree.Node> stages = StageTree.of(root.objects("Stages"));
    stages.forEach(node -> planned(node, start));
    recorder
        .event(Kind.RUN_STARTED, "run started")
        .at(start)
        .with("attempt", 1)
        .with(
            "imported",
            Json.object()
                .put("from", "sih")
                .put("form", report.form().name().toLowerCase(Locale.ROOT))
                .put("file", file)
                .put("execution_id", report.executionId())
                .put("tool_version", root.text("ToolVersion"))
                .put("workflow_path", root.text("WorkflowPath"))
                .put("mocked", root.flag("Mocked"))
                .build())
        .append();
    stages.forEach(this::stage);
    for (Members assertion : root.objects("Assertions")) {
      if (!assertion.text("Scope", "").equalsIgnoreCase("Stage")) {
        assertion(assertion, null, end());
      }
    }
    finished();
  }

  private void preflight(Timestamp at) {
    for (Members operation : root.object("Preflight").objects("Operations")) {
      boolean contract = operation.text("OperationType", "").equalsIgnoreCase("SwaggerCache");
      String definition = operation.text("DefinitionName", "");
      boolean passed = isOk(operation);
      List<Json> attempts = new ArrayList<>();
      for (Members attempt : operation.objects("Attempts")) {
        attempts.add(
            Json.object()
                .put("url", attempt.text("RequestUri"))
                .put("status", isOk(attempt) ? "passed" : "failed")
                .put("http_status", attempt.whole("HttpStatusCode"))
                .put("error", attempt.text("ErrorMessage"))
                .put("duration_ms", attempt.whole("DurationMs"))
                .build());
      }
      recorder
          .event(
              "preflight_checked",
              (contract ? "contract of " : "health of ") + definition + (passed ? "" : " failed"))
          .at(at)
          .severity(passed ? Severity.INFO : Severity.ERROR)
          .took(operation.millis("DurationMs"))
          .with("group", "boundary")
          .with("operation", contract ? "contract" : "health_check")
          .with("definition", definition)
          .with("target", operation.text("Target"))
          .with("status", passed ? "passed" : "failed")
          .with("message", operation.text("Message"))
          .with("attempts", attempts)
          .append();
    }
  }

  private static boolean isOk(Members operation) {
    return operation.text("Status", "").equalsIgnoreCase("Ok");
  }

  /// SIH lists only the stages that it came to; of those the kind is known before they begin.
  private void planned(StageTree.Node node, Timestamp at) {
    recorder
        .event(Kind.STAGE_PLANNED, "planned")
        .stage(node.path)
        .at(at)
        .with("index", plannedStages++)
        .with("kind", node.stage.text("StageKind", ""))
        .with("run_if", node.stage.text("RunIf"))
        .append();
    node.children.forEach(child -> planned(child, at));
  }

  private void stage(StageTree.Node node) {
    Members stage = node.stage;
    Timestamp started = or(stage.time("StartedAtUtc"), report.startedAt());
    Timestamp ended = or(stage.time("FinishedAtUtc"), started);
    String status = stage.text("Status", "").toLowerCase(Locale.ROOT);
    decision(node, started, status.equals("skipped"));
    if (status.equals("skipped")) {
      recorder
          .event(Kind.STAGE_SKIPPED, "skipped")
          .stage(node.path)
          .at(ended)
          .with("reason", stage.text("RunIf") == null ? "SIH skipped it" : "its runIf is false")
          .with("outputs", values(stage.object("Output")))
          .append();
      return;
    }
    delay(node, started);
    recorder
        .event(Kind.STAGE_STARTED, "started")
        .stage(node.path, 1)
        .at(started)
        .with("kind", stage.text("StageKind", ""))
        .with("mocked", stage.flag("Mocked") ? Json.TRUE : null)
        .with("inputs", values(stage.object("WorkflowInputs")))
        .with("loop", loop(stage))
        .append();
    calls.write(node, started, ended);
    node.children.forEach(this::stage);
    for (Members assertion : stage.objects("Assertions")) {
      assertion(assertion, node.path, ended);
    }
    if (!status.equals("running")) {
      ended(node, ended, status);
    }
  }

  private static Json.@Nullable Obj loop(Members stage) {
    String mode = stage.text("ForEachExecutionMode");
    return mode == null ? null : Json.object().put("mode", mode.toLowerCase(Locale.ROOT)).build();
  }

  /// SIH keeps the condition as it was written and not what it was decided on.
  private void decision(StageTree.Node node, Timestamp at, boolean skipped) {
    String runIf = node.stage.text("RunIf");
    if (runIf == null) {
      return;
    }
    recorder
        .event(
            Kind.DECISION_EVALUATED,
            runIf + " → " + !skipped + " (SIH does not record the operands)")
        .stage(node.path)
        .at(at)
        .with("purpose", "run_if")
        .with("expression", runIf)
        .with("explanation", runIf + " → " + !skipped + "; SIH does not record the operands")
        .with("result", !skipped)
        .with("chosen", skipped ? "skip" : "run")
        .append();
  }

  private void delay(StageTree.Node node, Timestamp started) {
    Long seconds = node.stage.whole("DelaySeconds");
    if (seconds == null || seconds <= 0) {
      return;
    }
    recorder
        .event(Kind.WAITING, "waited " + seconds + " s before the stage, as it says")
        .stage(node.path)
        .at(started)
        .took(Duration.ofSeconds(seconds))
        .with("for", "delay")
        .with("duration_ms", seconds * 1000)
        .append();
  }

  private void ended(StageTree.Node node, Timestamp at, String status) {
    Members stage = node.stage;
    Long http = stage.whole("HttpStatusCode");
    int retries = stage.count("RetryCount");
    String jump = stage.text("JumpTarget");
    boolean failed = status.equals("error");
    boolean ensured = stage.text("EnsureStatus") != null;
    boolean wasTolerated = !failed && !ensured && http != null && http >= 400;
    tolerated |= wasTolerated;
    if (jump != null) {
      recorder
          .event(Kind.DECISION_EVALUATED, "went on at " + jump)
          .stage(node.path)
          .at(at)
          .with("purpose", "jump")
          .with("expression", http == null ? "jump" : "status " + http)
          .with("explanation", "SIH went on at " + jump)
          .with("result", true)
          .with("chosen", jump)
          .append();
    }
    Recorder.Draft event =
        recorder
            .event(
                failed ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED,
                summary(stage, http, failed, wasTolerated))
            .stage(node.path, 1)
            .at(at)
            .took(stage.millis("DurationMs"))
            .with("http_status", http)
            .with("outputs", values(stage.object("Output")))
            .with("retries", retries == 0 ? null : Integer.valueOf(retries))
            .with("ensure", ensure(stage))
            .with("latency", latency(stage))
            .with("result", result(stage));
    if (failed) {
      event.severity(Severity.ERROR).with("error", StageError.of(stage, redactor));
    } else {
      event.with("outcome", wasTolerated ? "tolerated" : "succeeded");
    }
    if (wasTolerated) {
      event.severity(Severity.WARN).with("error", StageError.of(stage, redactor));
    }
    event.append();
  }

  private static String summary(
      Members stage, @Nullable Long http, boolean failed, boolean tolerated) {
    String message = stage.text("ErrorMessage");
    if (failed) {
      return "failed: " + (message == null ? "SIH gives no reason" : message);
    }
    if (http == null) {
      return "succeeded";
    }
    return tolerated
        ? "failed: HTTP " + http + ", tolerated by the workflow"
        : "succeeded: HTTP " + http;
  }

  private static Json.@Nullable Obj ensure(Members stage) {
    String mode = stage.text("EnsureMode");
    return mode == null
        ? null
        : Json.object().put("mode", mode).put("status", stage.text("EnsureStatus")).build();
  }

  private static Json.@Nullable Obj latency(Members stage) {
    Members latency = stage.object("Latency");
    String profile = latency.text("ProfileName");
    return profile == null
        ? null
        : Json.object()
            .put("profile", profile)
            .put("band", latency.text("BandName"))
            .put("color", latency.text("Color"))
            .put("label", latency.text("Label"))
            .build();
  }

  private static Json.@Nullable Obj result(Members stage) {
    Json.Obj said = stage.object("WorkflowResult").object();
    return said.members().isEmpty() ? null : said;
  }

  private void assertion(Members assertion, @Nullable StagePath path, Timestamp at) {
    boolean passed = assertion.text("Status", "").equalsIgnoreCase("Passed");
    String name = assertion.text("Name", "assertion");
    Recorder.Draft event =
        recorder
            .event(Kind.ASSERTION_EVALUATED, name + (passed ? " holds" : " does not hold"))
            .at(at)
            .severity(passed ? Severity.INFO : Severity.ERROR)
            .with("name", name)
            .with("scope", path == null ? "end_stage" : "stage")
            .with("result", passed ? "passed" : "failed")
            .with("blocking", assertion.flag("Blocking"))
            .with("operator", assertion.text("Operator"))
            .with("expression", assertion.text("Expression"))
            .with("expected", assertion.get("Expected"))
            .with("actual", assertion.get("Actual"))
            .with("message", assertion.text("Message"));
    if (path != null) {
      event.stage(path);
    }
    event.append();
  }

  /// A report whose result is still "Running" has no end, and the run is shown as interrupted.
  private void finished() {
    String result = root.text("Result", "").toLowerCase(Locale.ROOT);
    boolean failed = result.equals("error");
    if (!failed && !result.equals("ok")) {
      return;
    }
    Json.Obj error = failed ? StageError.ofRun(root) : null;
    if (error != null) {
      recorder
          .event(Kind.ERROR, error.text("message", ""))
          .at(end())
          .severity(Severity.ERROR)
          .with("code", error.text("code"))
          .with("message", error.text("message"))
          .append();
    }
    String status = failed ? "failed" : tolerated ? "completed_with_failures" : "succeeded";
    String message = root.text("ErrorMessage");
    recorder
        .event(Kind.RUN_FINISHED, "run " + status.replace('_', ' '))
        .at(end())
        .severity(failed ? Severity.ERROR : Severity.INFO)
        .took(root.millis("DurationMs"))
        .with("status", status)
        .with("message", message)
        .with("output", values(root.object("Output")))
        .append();
    recorder.sync();
  }

  private Timestamp end() {
    return or(root.time("FinishedAtUtc"), report.startedAt());
  }

  private static Timestamp or(@Nullable Timestamp time, Timestamp otherwise) {
    return time == null ? otherwise : time;
  }

  /// A value that SIH has masked is no value.
  private static List<Json> values(Members values) {
    List<Json> out = new ArrayList<>();
    for (Map.Entry<String, Json> member : values.object().members().entrySet()) {
      Json value = member.getValue();
      boolean masked = value instanceof Json.Str text && MASKS.contains(text.value());
      Json.Builder one = Json.object().put("name", member.getKey());
      if (masked) {
        one.put("value", Json.NULL)
            .put(
                "missing",
                Json.object()
                    .put("code", "masked")
                    .put("reason", "SIH masked it when it wrote its report")
                    .build())
            .put("secret", Json.TRUE);
      } else {
        one.put("value", value);
      }
      out.add(one.build());
    }
    return out;
  }
}
