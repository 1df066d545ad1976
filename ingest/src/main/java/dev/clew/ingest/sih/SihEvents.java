package dev.clew.ingest.sih;

import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ImportedFrom;
import dev.clew.core.fact.run.PreflightAttempt;
import dev.clew.core.fact.run.PreflightChecked;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.Ensured;
import dev.clew.core.fact.stage.LatencyBand;
import dev.clew.core.fact.stage.LoopPlan;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StagePlanned;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.fact.stage.Waited;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.IncomingEvent;
import dev.clew.core.ledger.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a report of SIH says, as the events of a run. What SIH does not record is not made up: its
/// retries have no tries, its decisions no operands.
public final class SihEvents {
  private static final List<String> MASKS = List.of("***REDACTED***", "*****");

  private final SihReport report;
  private final SihMembers root;
  private final Consumer<IncomingEvent> taker;
  private final Redactor redactor;
  private final StageCalls calls;
  private int plannedStages;
  private boolean tolerated;

  private SihEvents(SihReport report, Redactor redactor, Consumer<IncomingEvent> taker) {
    this.report = report;
    this.root = report.root();
    this.redactor = redactor;
    this.taker = taker;
    this.calls = new StageCalls(redactor, taker);
  }

  /// Tells the events in their order.
  ///
  /// @param file what the report is called, for the record of where the run comes from
  /// @param redactor of what is quoted from a response
  /// @param taker has had each event redacted, by the same redactor, before it takes the next: a
  ///   quote hides what the events before it have taught
  public static void tell(
      SihReport report, String file, Redactor redactor, Consumer<IncomingEvent> taker) {
    new SihEvents(report, redactor, taker).tell(file);
  }

  private void tell(String file) {
    Timestamp start = report.startedAt();
    taker.accept(
        IncomingEvent.of(Kind.RUN_CREATED, "run created")
            .at(start)
            .with(RunCreated.NAME, report.workflowName())
            .with(RunCreated.VERSION, root.text("WorkflowVersion"))
            .with(RunCreated.WORKFLOW_ID, root.text("WorkflowId"))
            .with(RunCreated.ENVIRONMENT, root.text("Environment"))
            .with(RunCreated.EXECUTION_KEY, report.executionKey().digest().hex())
            .with(RunCreated.CORRELATION_ID, report.executionId())
            .with(RunCreated.REDACTION, "on")
            .with(RunCreated.INPUTS, values(root.object("Inputs")))
            .build());
    preflight(start);
    List<SihStageTree.Node> stages = SihStageTree.of(root.objects("Stages"));
    stages.forEach(node -> planned(node, start));
    taker.accept(
        IncomingEvent.of(Kind.RUN_STARTED, "run started")
            .at(start)
            .with(AttemptStarted.ATTEMPT, 1)
            .with(AttemptStarted.IMPORTED, imported(file))
            .build());
    stages.forEach(this::stage);
    for (SihMembers assertion : root.objects("Assertions")) {
      if (!assertion.text("Scope", "").equalsIgnoreCase("Stage")) {
        assertion(assertion, null, end());
      }
    }
    finished();
  }

  private ImportedFrom imported(String file) {
    return new ImportedFrom(
        new Attributes()
            .with(ImportedFrom.FROM, "sih")
            .with(ImportedFrom.FORM, report.form().name().toLowerCase(Locale.ROOT))
            .with(ImportedFrom.FILE, file)
            .with(ImportedFrom.EXECUTION_ID, report.executionId())
            .with(ImportedFrom.TOOL_VERSION, root.text("ToolVersion"))
            .with(ImportedFrom.WORKFLOW_PATH, root.text("WorkflowPath"))
            .with(ImportedFrom.MOCKED, root.flag("Mocked"))
            .build());
  }

  private void preflight(Timestamp at) {
    for (SihMembers operation : root.object("Preflight").objects("Operations")) {
      boolean contract = operation.text("OperationType", "").equalsIgnoreCase("SwaggerCache");
      String definition = operation.text("DefinitionName", "");
      boolean passed = isOk(operation);
      taker.accept(
          IncomingEvent.of(
                  "preflight_checked",
                  (contract ? "contract of " : "health of ")
                      + definition
                      + (passed ? "" : " failed"))
              .at(at)
              .severity(passed ? Severity.INFO : Severity.ERROR)
              .took(operation.millis("DurationMs"))
              .with(AnyEvent.GROUP, AnyEvent.BOUNDARY)
              .with(PreflightChecked.OPERATION, contract ? "contract" : "health_check")
              .with(PreflightChecked.DEFINITION, definition)
              .with(PreflightChecked.TARGET, operation.text("Target"))
              .with(PreflightChecked.STATUS, status(operation))
              .with(PreflightChecked.MESSAGE, operation.text("Message"))
              .with(
                  PreflightChecked.ATTEMPTS,
                  operation.objects("Attempts").stream().map(SihEvents::attempt).toList())
              .build());
    }
  }

  private static PreflightAttempt attempt(SihMembers attempt) {
    Long took = attempt.whole("DurationMs");
    return new PreflightAttempt(
        new Attributes()
            .with(PreflightAttempt.URL, attempt.text("RequestUri"))
            .with(PreflightAttempt.STATUS, status(attempt))
            .with(PreflightAttempt.HTTP_STATUS, attempt.whole("HttpStatusCode"))
            .with(PreflightAttempt.ERROR, attempt.text("ErrorMessage"))
            .with(PreflightAttempt.DURATION, took == null ? null : Duration.ofMillis(took))
            .build());
  }

  private static String status(SihMembers operation) {
    return isOk(operation) ? PreflightChecked.PASSED : PreflightChecked.FAILED;
  }

  private static boolean isOk(SihMembers operation) {
    return operation.text("Status", "").equalsIgnoreCase("Ok");
  }

  /// SIH lists only the stages that it came to; of those the kind is known before they begin.
  private void planned(SihStageTree.Node node, Timestamp at) {
    taker.accept(
        IncomingEvent.of(Kind.STAGE_PLANNED, "planned")
            .stage(node.path)
            .at(at)
            .with(StagePlanned.INDEX, plannedStages++)
            .with(StagePlanned.KIND, node.stage.text("StageKind", ""))
            .with(StagePlanned.RUN_IF, node.stage.text("RunIf"))
            .build());
    node.children.forEach(child -> planned(child, at));
  }

  private void stage(SihStageTree.Node node) {
    SihMembers stage = node.stage;
    Timestamp started = or(stage.time("StartedAtUtc"), report.startedAt());
    Timestamp ended = or(stage.time("FinishedAtUtc"), started);
    String status = stage.text("Status", "").toLowerCase(Locale.ROOT);
    decision(node, started, status.equals("skipped"));
    if (status.equals("skipped")) {
      taker.accept(
          IncomingEvent.of(Kind.STAGE_SKIPPED, "skipped")
              .stage(node.path)
              .at(ended)
              .with(
                  StageEnded.REASON,
                  stage.text("RunIf") == null ? "SIH skipped it" : "its runIf is false")
              .with(StageEnded.OUTPUTS, values(stage.object("Output")))
              .build());
      return;
    }
    delay(node, started);
    taker.accept(
        IncomingEvent.of(Kind.STAGE_STARTED, "started")
            .stage(node.path, 1)
            .at(started)
            .with(StageStarted.KIND, stage.text("StageKind", ""))
            .with(StageStarted.MOCKED, stage.flag("Mocked") ? Boolean.TRUE : null)
            .with(StageStarted.INPUTS, values(stage.object("WorkflowInputs")))
            .with(StageStarted.LOOP, loop(stage))
            .build());
    calls.tell(node, started, ended);
    node.children.forEach(this::stage);
    for (SihMembers assertion : stage.objects("Assertions")) {
      assertion(assertion, node.path, ended);
    }
    if (!status.equals("running")) {
      ended(node, ended, status);
    }
  }

  private static @Nullable LoopPlan loop(SihMembers stage) {
    String mode = stage.text("ForEachExecutionMode");
    return mode == null
        ? null
        : new LoopPlan(new Attributes().with(LoopPlan.MODE, mode.toLowerCase(Locale.ROOT)).build());
  }

  /// SIH keeps the condition as it was written and not what it was decided on.
  private void decision(SihStageTree.Node node, Timestamp at, boolean skipped) {
    String runIf = node.stage.text("RunIf");
    if (runIf == null) {
      return;
    }
    taker.accept(
        IncomingEvent.of(
                Kind.DECISION_EVALUATED,
                runIf + " → " + !skipped + " (SIH does not record the operands)")
            .stage(node.path)
            .at(at)
            .with(DecisionMade.PURPOSE, DecisionMade.RUN_IF)
            .with(DecisionMade.EXPRESSION, runIf)
            .with(
                DecisionMade.EXPLANATION,
                runIf + " → " + !skipped + "; SIH does not record the operands")
            .with(DecisionMade.RESULT, !skipped)
            .with(DecisionMade.CHOSEN, skipped ? DecisionMade.SKIP : DecisionMade.RUN)
            .build());
  }

  private void delay(SihStageTree.Node node, Timestamp started) {
    Long seconds = node.stage.whole("DelaySeconds");
    if (seconds == null || seconds <= 0) {
      return;
    }
    taker.accept(
        IncomingEvent.of(Kind.WAITING, "waited " + seconds + " s before the stage, as it says")
            .stage(node.path)
            .at(started)
            .took(Duration.ofSeconds(seconds))
            .with(Waited.FOR, Waited.DELAY)
            .with(Waited.DURATION, Duration.ofSeconds(seconds))
            .build());
  }

  private void ended(SihStageTree.Node node, Timestamp at, String status) {
    SihMembers stage = node.stage;
    Long http = stage.whole("HttpStatusCode");
    int retries = stage.count("RetryCount");
    String jump = stage.text("JumpTarget");
    boolean failed = status.equals("error");
    boolean ensured = stage.text("EnsureStatus") != null;
    boolean wasTolerated = !failed && !ensured && http != null && http >= 400;
    tolerated |= wasTolerated;
    if (jump != null) {
      taker.accept(
          IncomingEvent.of(Kind.DECISION_EVALUATED, "went on at " + jump)
              .stage(node.path)
              .at(at)
              .with(DecisionMade.PURPOSE, DecisionMade.JUMP)
              .with(DecisionMade.EXPRESSION, http == null ? "jump" : "status " + http)
              .with(DecisionMade.EXPLANATION, "SIH went on at " + jump)
              .with(DecisionMade.RESULT, true)
              .with(DecisionMade.CHOSEN, jump)
              .build());
    }
    IncomingEvent.Builder event =
        IncomingEvent.of(
                failed ? Kind.STAGE_FAILED : Kind.STAGE_COMPLETED,
                summary(stage, http, failed, wasTolerated))
            .stage(node.path, 1)
            .at(at)
            .took(stage.millis("DurationMs"))
            .with(StageEnded.HTTP_STATUS, http)
            .with(StageEnded.OUTPUTS, values(stage.object("Output")))
            .with(StageEnded.RETRIES, retries == 0 ? null : Integer.valueOf(retries))
            .with(StageEnded.ENSURE, ensure(stage))
            .with(StageEnded.LATENCY, latency(stage))
            .with(StageEnded.RESULT, result(stage));
    if (failed) {
      event.severity(Severity.ERROR).with(StageEnded.ERROR, StageError.of(stage, redactor));
    } else {
      event.with(StageEnded.OUTCOME, wasTolerated ? StageEnded.TOLERATED : StageEnded.SUCCEEDED);
    }
    if (wasTolerated) {
      event.severity(Severity.WARN).with(StageEnded.ERROR, StageError.of(stage, redactor));
    }
    taker.accept(event.build());
  }

  private static String summary(
      SihMembers stage, @Nullable Long http, boolean failed, boolean tolerated) {
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

  private static @Nullable Ensured ensure(SihMembers stage) {
    String mode = stage.text("EnsureMode");
    return mode == null
        ? null
        : new Ensured(
            new Attributes()
                .with(Ensured.MODE, mode)
                .with(Ensured.STATUS, stage.text("EnsureStatus"))
                .build());
  }

  private static @Nullable LatencyBand latency(SihMembers stage) {
    SihMembers latency = stage.object("Latency");
    String profile = latency.text("ProfileName");
    return profile == null
        ? null
        : new LatencyBand(
            new Attributes()
                .with(LatencyBand.PROFILE, profile)
                .with(LatencyBand.BAND, latency.text("BandName"))
                .with(LatencyBand.COLOR, latency.text("Color"))
                .with(LatencyBand.LABEL, latency.text("Label"))
                .build());
  }

  private static Json.@Nullable Obj result(SihMembers stage) {
    Json.Obj said = stage.object("WorkflowResult").object();
    return said.members().isEmpty() ? null : said;
  }

  private void assertion(SihMembers assertion, @Nullable StagePath path, Timestamp at) {
    boolean passed = assertion.text("Status", "").equalsIgnoreCase("Passed");
    String name = assertion.text("Name", "assertion");
    taker.accept(
        IncomingEvent.of(Kind.ASSERTION_EVALUATED, name + (passed ? " holds" : " does not hold"))
            .at(at)
            .severity(passed ? Severity.INFO : Severity.ERROR)
            .with(CheckMade.NAME, name)
            .with(CheckMade.SCOPE, path == null ? CheckMade.END_STAGE : CheckMade.STAGE)
            .with(CheckMade.RESULT, Json.of(passed ? CheckMade.PASSED : CheckMade.FAILED))
            .with(CheckMade.BLOCKING, assertion.flag("Blocking"))
            .with(CheckMade.OPERATOR, assertion.text("Operator"))
            .with(CheckMade.EXPRESSION, assertion.text("Expression"))
            .with(CheckMade.EXPECTED, assertion.get("Expected"))
            .with(CheckMade.ACTUAL, assertion.get("Actual"))
            .with(CheckMade.MESSAGE, assertion.text("Message"))
            .stage(path)
            .build());
  }

  /// A report whose result is still "Running" has no end, and the run is shown as interrupted.
  private void finished() {
    String result = root.text("Result", "").toLowerCase(Locale.ROOT);
    boolean failed = result.equals("error");
    if (!failed && !result.equals("ok")) {
      return;
    }
    SaidError error = failed ? StageError.ofRun(root) : null;
    if (error != null) {
      taker.accept(
          IncomingEvent.of(Kind.ERROR, error.message())
              .at(end())
              .severity(Severity.ERROR)
              .with(LogLine.CODE, error.code())
              .with(LogLine.MESSAGE, error.message())
              .build());
    }
    String status = failed ? "failed" : tolerated ? "completed_with_failures" : "succeeded";
    String message = root.text("ErrorMessage");
    taker.accept(
        IncomingEvent.of(Kind.RUN_FINISHED, "run " + status.replace('_', ' '))
            .at(end())
            .severity(failed ? Severity.ERROR : Severity.INFO)
            .took(root.millis("DurationMs"))
            .with(RunEnded.STATUS, status)
            .with(RunEnded.MESSAGE, message)
            .with(RunEnded.OUTPUT, values(root.object("Output")))
            .build());
  }

  private Timestamp end() {
    return or(root.time("FinishedAtUtc"), report.startedAt());
  }

  private static Timestamp or(@Nullable Timestamp time, Timestamp otherwise) {
    return time == null ? otherwise : time;
  }

  private static List<NamedValue> values(SihMembers values) {
    List<NamedValue> out = new ArrayList<>();
    values.object().members().forEach((name, value) -> out.add(value(name, value)));
    return out;
  }

  /// A value that SIH has masked is no value.
  private static NamedValue value(String name, Json value) {
    boolean masked = value instanceof Json.Str text && MASKS.contains(text.value());
    Attributes one = new Attributes().with(NamedValue.NAME, name);
    return new NamedValue(
        masked
            ? one.with(NamedValue.VALUE, Json.NULL)
                .with(
                    NamedValue.MISSING,
                    Missing.of("masked", "SIH masked it when it wrote its report"))
                .with(NamedValue.SECRET, true)
                .build()
            : one.with(NamedValue.VALUE, value).build());
  }
}
