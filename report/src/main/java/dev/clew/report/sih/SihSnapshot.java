package dev.clew.report.sih;

import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.RunView;
import dev.clew.report.sih.SihReportWriter.Pascal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run in the shape of the snapshot that SIH 1.7 makes of its report, version 1.0: the timeline,
/// and as its baseline what a later run is compared with. Nothing is masked in it but secrets.
public final class SihSnapshot {
  private static final String VERSION = "1.0";

  private static final List<String> OF_A_STAGE =
      List.of(
          "WorkflowName",
          "StageName",
          "StageKind",
          "Depth",
          "Status",
          "Mocked",
          "HttpStatusCode",
          "EnsureMode",
          "EnsureStatus");

  private static final List<String> OF_A_WORKFLOW =
      List.of("WorkflowName", "WorkflowId", "WorkflowVersion", "Environment", "Mocked", "DryRun");

  private static final List<String> OF_A_TIME =
      List.of("WorkflowName", "StageName", "StageKind", "Depth", "Status", "HttpStatusCode");

  private SihSnapshot() {}

  /// @param name of the snapshot
  /// @param madeAt when it is made
  /// @return UTF-8 text, indented, with a line break at the end
  public static String of(RunView run, String name, Timestamp madeAt) {
    Json.Obj report = SihReportWriter.document(run, "");
    Json.Obj snapshot =
        new Pascal()
            .put("SnapshotSchemaVersion", Json.of(VERSION))
            .put("Name", Json.of(name))
            .put("CreatedAtUtc", Json.of(madeAt.toString()))
            .put("SourceExecutionId", member(report, "ExecutionId"))
            .put("WorkflowName", member(report, "WorkflowName"))
            .put("WorkflowId", member(report, "WorkflowId"))
            .put("WorkflowVersion", member(report, "WorkflowVersion"))
            .put("Environment", member(report, "Environment"))
            .put("Timeline", timeline(run, report))
            .put("Baseline", baseline(report))
            .build();
    return JsonWriter.pretty(snapshot) + "\n";
  }

  private static Json.Obj timeline(RunView run, Json.Obj report) {
    Timestamp start = run.attempt().startedAt();
    List<Json> stages = new ArrayList<>();
    for (Json.Obj stage : report.objects("Stages")) {
      Pascal time = only(stage, OF_A_TIME);
      time.millis("OffsetMs", offset(start, stage.text("StartedAtUtc")));
      stages.add(time.put("DurationMs", member(stage, "DurationMs")).build());
    }
    return new Pascal()
        .put("DurationMs", member(report, "DurationMs"))
        .put("Stages", new Json.Arr(stages))
        .build();
  }

  private static @Nullable Duration offset(@Nullable Timestamp start, @Nullable String at) {
    if (start == null || at == null) {
      return null;
    }
    Duration offset = Duration.between(start.instant(), Timestamp.parse(at).instant());
    return offset.isNegative() ? Duration.ZERO : offset;
  }

  private static Json.Obj baseline(Json.Obj report) {
    List<Json> inputs = new ArrayList<>();
    report
        .object("Inputs")
        .members()
        .forEach((key, value) ->
            inputs.add(new Pascal().put("Key", Json.of(key)).put("Value", value).build()));
    List<Json> stages = new ArrayList<>();
    for (Json.Obj stage : report.objects("Stages")) {
      stages.add(
          only(stage, OF_A_STAGE)
              .put("output", object(stage, "Output"))
              .put("workflowOutput", object(stage, "WorkflowOutput"))
              .put("assertions", new Json.Arr(stage.list("Assertions")))
              .build());
    }
    return new Pascal()
        .put("workflow", only(report, OF_A_WORKFLOW).build())
        .put("inputs", new Json.Arr(inputs))
        .put("result", member(report, "Result"))
        .put("output", object(report, "Output"))
        .put("metrics", object(report, "Metrics"))
        .put("stages", new Json.Arr(stages))
        .put("assertions", new Json.Arr(report.list("Assertions")))
        .put("preflight", new Json.Arr(report.object("Preflight").list("Operations")))
        .build();
  }

  private static Pascal only(Json.Obj whole, List<String> names) {
    Pascal part = new Pascal();
    names.forEach(name -> part.put(name, member(whole, name)));
    return part;
  }

  private static Json member(Json.Obj whole, String name) {
    return SihReportWriter.orNull(whole.get(name));
  }

  private static Json object(Json.Obj whole, String name) {
    return whole.get(name) instanceof Json.Obj object ? object : Json.EMPTY_OBJECT;
  }
}
