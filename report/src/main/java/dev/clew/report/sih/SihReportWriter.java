package dev.clew.report.sih;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run in the shape of the report that SIH 1.7 writes: PascalCase, nulls included, the stages
/// flat with a depth. What that shape has no place for is not in it: tries, decisions, the stages
/// that were never reached. The items of a loop are stages one level deeper than the loop.
public final class SihReportWriter {
  private final RunView run;
  private final AttemptView attempt;
  private final SihAssertions assertions;
  private final SihPreflight preflight;
  private final SihStages stages;

  private SihReportWriter(RunView run) {
    this.run = run;
    this.attempt = run.attempt();
    this.assertions = new SihAssertions(run.name(), attempt.rows());
    this.preflight = SihPreflight.of(attempt.rows());
    this.stages = new SihStages(run, attempt, assertions);
  }

  /// @param toolVersion what `ToolVersion` says: who wrote it
  /// @return UTF-8 text, indented, with a line break at the end
  public static String of(RunView run, String toolVersion) {
    return JsonWriter.pretty(document(run, toolVersion)) + "\n";
  }

  static Json.Obj document(RunView run, String toolVersion) {
    return new SihReportWriter(run).document(toolVersion);
  }

  private Json.Obj document(String toolVersion) {
    RunCreated created = run.created();
    List<Json> records = stages.records();
    String imported = created.correlationId();
    return new Pascal()
        .put("ExecutionId", Json.of(imported == null ? run.runId() : imported))
        .put("WorkflowName", Json.of(run.name()))
        .text("WorkflowId", created.workflowId())
        .text("WorkflowVersion", run.version())
        .put("ToolVersion", Json.of(toolVersion))
        .text("WorkflowPath", created.workflowFile())
        .text("Environment", created.environment())
        .text("StartedAtUtc", time(attempt.startedAt()))
        .text("FinishedAtUtc", time(attempt.finishedAt()))
        .millis("DurationMs", attempt.duration())
        .put("Result", Json.of(result(attempt.status())))
        .text("ErrorMessage", error())
        .put("Mocked", Json.of(attempt.facts().mocked()))
        .put("DryRun", Json.FALSE)
        .put("Inputs", values(run.inputs(), true))
        .put("Output", values(attempt.output(), false))
        .put("Preflight", preflight.record())
        .put("Stages", new Json.Arr(records))
        .put("Assertions", new Json.Arr(assertions.ofEndStage()))
        .put("Metrics", stages.metrics(preflight))
        .text("OutputFilePath", outputFile())
        .build();
  }

  static @Nullable String time(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  private static String result(RunStatus status) {
    return switch (status) {
      case SUCCEEDED, COMPLETED_WITH_FAILURES -> "Ok";
      case CREATED, QUEUED, RUNNING -> "Running";
      case FAILED, CANCELLED, LOST, INTERRUPTED -> "Error";
    };
  }

  private @Nullable String error() {
    for (StageView stage : attempt.stages()) {
      SaidError error = stage.error();
      if (stage.status() == StageStatus.FAILED && error != null) {
        return "Stage '" + stage.path() + "' failed: " + error.message();
      }
    }
    return result(attempt.status()).equals("Error")
        ? "run " + attempt.status().wire().replace('_', ' ')
        : null;
  }

  private @Nullable String outputFile() {
    for (Row row : attempt.rows()) {
      Event event = row.event();
      if (event.is(Kind.ARTIFACT_WRITTEN) && event.artifacts().contains("output")) {
        return ArtifactWritten.from(event).get(ArtifactWritten.PATH);
      }
    }
    return null;
  }

  /// @param asText whether SIH has text there, whatever the value is
  static Json.Obj values(List<NamedValue> values, boolean asText) {
    Json.Builder out = Json.object();
    for (NamedValue value : values) {
      Json json = value.value();
      boolean text = asText && !(json instanceof Json.Str) && !(json instanceof Json.Null);
      out.put(value.name(), text ? Json.of(json.toString()) : json);
    }
    return out.build();
  }

  static Json orNull(@Nullable Json value) {
    return value == null ? Json.NULL : value;
  }

  /// Members in order; absent values are null, as SIH writes them.
  static final class Pascal {
    private final Json.Builder out = Json.object();

    Pascal put(String name, Json value) {
      out.put(name, value);
      return this;
    }

    Pascal text(String name, @Nullable String value) {
      return put(name, value == null ? Json.NULL : Json.of(value));
    }

    Pascal millis(String name, @Nullable Duration value) {
      return put(name, value == null ? Json.NULL : Json.of(value.toMillis()));
    }

    Json.Obj build() {
      return out.build();
    }
  }
}
