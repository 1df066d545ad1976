package dev.clew.ingest.sih;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that SphereIntegrationHub has recorded: its report (`*.workflow.report.json`), or a
/// snapshot of one (`*.workflow.snapshot.json`). Immutable.
///
/// A snapshot has neither the times of its stages nor what was sent; its stages keep their offsets
/// and durations, counted from the moment at which it was made.
public final class SihReport {
  private static final String KEY_DOMAIN = "clew.exec.sih.v1\0";

  private final Form form;
  private final SihMembers root;
  private final Timestamp startedAt;

  public enum Form {
    REPORT,
    SNAPSHOT
  }

  private SihReport(Form form, SihMembers root, Timestamp startedAt) {
    this.form = form;
    this.root = root;
    this.startedAt = startedAt;
  }

  /// @throws NotReadable when the bytes are neither a report nor a snapshot of SIH
  public static SihReport read(byte[] utf8) throws NotReadable {
    Json json;
    try {
      json = JsonText.parseLarge(utf8);
    } catch (JsonText.Malformed e) {
      throw new NotReadable("it is not JSON: " + e.getMessage());
    }
    if (!(json instanceof Json.Obj object)) {
      throw new NotReadable("a report of SIH is a JSON object");
    }
    SihMembers root = new SihMembers(object);
    return root.text("SnapshotSchemaVersion") == null ? report(root) : snapshot(root);
  }

  private static SihReport report(SihMembers root) throws NotReadable {
    for (String name : List.of("ExecutionId", "WorkflowName")) {
      if (root.text(name) == null) {
        throw new NotReadable("it has no '" + name + "', which a report of SIH has");
      }
    }
    if (!(root.get("Stages") instanceof Json.Arr)) {
      throw new NotReadable("it has no list 'Stages', which a report of SIH has");
    }
    Timestamp started = root.time("StartedAtUtc");
    if (started == null) {
      throw new NotReadable("its 'StartedAtUtc' is no time");
    }
    return new SihReport(Form.REPORT, root, started);
  }

  private static SihReport snapshot(SihMembers root) throws NotReadable {
    String version = root.text("SnapshotSchemaVersion", "");
    if (!version.equals("1.0")) {
      throw new NotReadable(
          "it is a snapshot of version " + version + "; this clew knows version 1.0");
    }
    Timestamp made = root.time("CreatedAtUtc");
    if (made == null || root.text("SourceExecutionId") == null) {
      throw new NotReadable("a snapshot of SIH has 'CreatedAtUtc' and 'SourceExecutionId'");
    }
    return new SihReport(Form.SNAPSHOT, asReport(root, made), made);
  }

  /// The snapshot in the shape of the report it was made from.
  private static SihMembers asReport(SihMembers root, Timestamp made) {
    SihMembers baseline = root.object("Baseline");
    SihMembers workflow = baseline.object("workflow");
    SihMembers timeline = root.object("Timeline");
    Json.Builder inputs = Json.object();
    for (SihMembers input : baseline.objects("inputs")) {
      inputs.put(input.text("Key", ""), input.get("Value"));
    }
    Json.Builder report =
        Json.object()
            .put("ExecutionId", root.text("SourceExecutionId"))
            .put("WorkflowName", root.text("WorkflowName", "workflow"))
            .put("WorkflowId", root.text("WorkflowId"))
            .put("WorkflowVersion", root.text("WorkflowVersion"))
            .put("Environment", root.text("Environment"))
            .put("StartedAtUtc", made.toString())
            .put("FinishedAtUtc", after(made, timeline.millis("DurationMs")))
            .put("DurationMs", timeline.whole("DurationMs"))
            .put("Result", baseline.text("result"))
            .put("Mocked", workflow.flag("Mocked"))
            .put("Inputs", inputs.build())
            .put("Output", baseline.object("output").object())
            .put("Assertions", baseline.get("assertions"))
            .put("Preflight", Json.object().put("Operations", baseline.get("preflight")).build());
    List<Json> stages = new ArrayList<>();
    List<SihMembers> times = timeline.objects("Stages");
    List<SihMembers> outcomes = baseline.objects("stages");
    for (int at = 0; at < outcomes.size(); at++) {
      SihMembers time = at < times.size() ? times.get(at) : new SihMembers(Json.EMPTY_OBJECT);
      Duration offset = time.millis("OffsetMs");
      Duration took = time.millis("DurationMs");
      String started = after(made, offset == null ? Duration.ZERO : offset);
      stages.add(
          Json.object()
              .putAll(outcomes.get(at).object())
              .put("StartedAtUtc", started)
              .put("FinishedAtUtc", took == null ? null : after(Timestamp.parse(started), took))
              .put("DurationMs", time.whole("DurationMs"))
              .build());
    }
    return new SihMembers(report.put("Stages", stages).build());
  }

  private static String after(Timestamp start, @Nullable Duration offset) {
    return offset == null
        ? start.toString()
        : Timestamp.of(start.plus(offset).instant()).toString();
  }

  public Form form() {
    return form;
  }

  /// SIH's own id of the run.
  public String executionId() {
    return root.text("ExecutionId", "");
  }

  public String workflowName() {
    return root.text("WorkflowName", "workflow");
  }

  public Timestamp startedAt() {
    return startedAt;
  }

  /// Runs of one workflow, version and environment with equal inputs have one key. SIH keeps
  /// neither the definition nor its digest, so it is another one than that of a run of clew.
  public ExecutionKey executionKey() {
    Json.Obj work =
        Json.object()
            .put("workflow", workflowName())
            .put("workflow_id", root.text("WorkflowId"))
            .put("version", root.text("WorkflowVersion"))
            .put("environment", root.text("Environment"))
            .put("inputs", Json.interoperable(root.object("Inputs").object()))
            .build();
    byte[] domain = KEY_DOMAIN.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Canonical.bytes(work);
    byte[] all = Arrays.copyOf(domain, domain.length + bytes.length);
    System.arraycopy(bytes, 0, all, domain.length, bytes.length);
    return new ExecutionKey(Digest.sha256(all));
  }

  SihMembers root() {
    return root;
  }
}
