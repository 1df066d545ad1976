package dev.clew.core.run;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Millis;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The record of a run (DESIGN §2): what it is called, what it belongs to, how it stands. Of what
/// each attempt says anew, the newest attempt counts.
///
/// @param bundle the archive that the inputs come from; null when nobody names one
/// @param workspaceId the producer's own word for the workspace of the attempt, else the digest of
///   its first snapshot; null when there is neither
/// @param manifestId the digest of the manifest rows of the attempt so far; null when there is none
/// @param limit how long an attempt may take; null when it may take as long as it likes
/// @param correlationId another system's word for the work that it is a part of; null when nobody
///   says one
/// @param isRedacted whether secrets were taken out before the first write
public record RunRecord(
    String runId,
    String namespace,
    String name,
    @Nullable String version,
    @Nullable String workflowId,
    @Nullable String description,
    RunStatus status,
    @Nullable Timestamp createdAt,
    @Nullable Timestamp startedAt,
    @Nullable Timestamp finishedAt,
    @Nullable Duration duration,
    @Nullable String bundle,
    @Nullable String workspaceId,
    int attempt,
    String attemptId,
    @Nullable String traceId,
    @Nullable String correlationId,
    @Nullable String manifestId,
    @Nullable Duration limit,
    @Nullable String executionKey,
    boolean isRedacted) {
  private static final String MANIFEST = "clew.manifest.v1";

  public static RunRecord of(RunView run) {
    AttemptView attempt = run.attempt();
    RunCreated created = run.created();
    RunCreated asked = asked(attempt);
    return new RunRecord(
        run.runId(),
        run.namespace(),
        run.name(),
        run.version(),
        created.workflowId(),
        created.description(),
        run.status(),
        run.createdAt(),
        attempt.startedAt(),
        attempt.finishedAt(),
        attempt.duration(),
        newest(asked.bundle(), created.bundle()),
        workspaceId(attempt),
        attempt.number(),
        attempt.attemptId(),
        newest(asked.traceId(), created.traceId()),
        newest(asked.correlationId(), created.correlationId()),
        manifestId(attempt),
        asked.limit() == null ? created.limit() : asked.limit(),
        created.executionKey(),
        !created.get(RunCreated.REDACTION, "on").equals("off"));
  }

  /// Nulls are left out.
  public Json.Obj toJson() {
    return Json.object()
        .put("run_id", runId)
        .put("namespace", namespace)
        .put("name", name)
        .put("version", version)
        .put("workflow_id", workflowId)
        .put("description", description)
        .put("status", status.wire())
        .put("created_at", text(createdAt))
        .put("started_at", text(startedAt))
        .put("finished_at", text(finishedAt))
        .put("duration_ms", Millis.ofNullable(duration))
        .put("bundle", bundle)
        .put("workspace_id", workspaceId)
        .put("attempt", attempt)
        .put("attempt_id", attemptId)
        .put("trace_id", traceId)
        .put("correlation_id", correlationId)
        .put("manifest_id", manifestId)
        .put("limit_ms", Millis.ofNullable(limit))
        .put("execution_key", executionKey)
        .put("redaction", isRedacted ? "on" : "off")
        .build();
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String newest(@Nullable String ofAttempt, @Nullable String ofRun) {
    return ofAttempt == null ? ofRun : ofAttempt;
  }

  /// What the row says that asked for the attempt; empty when there is none.
  private static RunCreated asked(AttemptView attempt) {
    for (Row row : attempt.rows()) {
      if (row.event().is(Kind.RUN_CREATED) || row.event().is(Kind.RUN_QUEUED)) {
        return RunCreated.from(row.event());
      }
    }
    return new RunCreated(Json.EMPTY_OBJECT);
  }

  /// Null when nobody says one.
  public static @Nullable String workspaceId(AttemptView attempt) {
    String snapshot = null;
    for (Row row : attempt.rows()) {
      String own = row.event().workspaceId();
      if (own != null) {
        return own;
      }
      if (snapshot == null && row.event().is(Kind.WORKSPACE_SNAPSHOTTED)) {
        snapshot = WorkspaceSnapshotted.from(row.event()).digest();
      }
    }
    return snapshot;
  }

  /// In the order of the rows, which is the order in which the manifest grew.
  private static @Nullable String manifestId(AttemptView attempt) {
    List<ArtifactView> listed = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.manifestRow() != null) {
        listed.add(artifact);
      }
    }
    listed.sort(Comparator.comparing(artifact -> Objects.requireNonNull(artifact.manifestRow())));
    List<Json> lines = new ArrayList<>(listed.size());
    for (ArtifactView artifact : listed) {
      lines.add(
          Json.object()
              .put("artifact_id", artifact.artifactId())
              .put("kind", artifact.kind())
              .put("path", artifact.path())
              .put("checksum", artifact.checksum())
              .put("size_bytes", artifact.sizeBytes())
              .build());
    }
    return lines.isEmpty()
        ? null
        : Digest.ofJson(MANIFEST, Json.interoperable(new Json.Arr(lines))).prefixed();
  }
}
