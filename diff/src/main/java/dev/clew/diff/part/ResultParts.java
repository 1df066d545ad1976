package dev.clew.diff.part;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Millis;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.Origin;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.diff.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run leaves: artifacts, log templates, windows, its status and output.
final class ResultParts {
  private final AttemptView attempt;
  private final Map<Long, Row> byOffset;

  ResultParts(AttemptView attempt, Map<Long, Row> byOffset) {
    this.attempt = attempt;
    this.byOffset = byOffset;
  }

  List<SnapshotPart> artifacts() {
    List<SnapshotPart> parts = new ArrayList<>(attempt.artifacts().size());
    for (ArtifactView artifact : attempt.artifacts()) {
      Long row =
          artifact.producer() != null
              ? artifact.producer()
              : artifact.consumers().isEmpty() ? null : artifact.consumers().getFirst();
      Json.Builder facts =
          Json.object()
              .put("kind", artifact.kind())
              .put("path", artifact.path())
              .put("content_type", artifact.contentType());
      if (isOutput(artifact)) {
        facts = Json.object().put("kind", artifact.kind());
      } else if (artifact.checksum() == null) {
        facts.put("checksum", NotCaptured.of("nobody took its checksum", artifact.sizeBytes()));
      } else {
        facts.put("checksum", artifact.checksum()).put("size_bytes", artifact.sizeBytes());
      }
      long at = row == null ? SnapshotPart.NO_ROW : row;
      parts.add(
          new SnapshotPart(
              Topic.ARTIFACTS,
              artifact.artifactId(),
              facts.build(),
              at,
              at,
              Map.of(),
              Map.of(),
              List.of(),
              stageOf(at)));
    }
    return parts;
  }

  /// The file with the values of `run/output`, which are compared one by one; its name counts runs.
  private boolean isOutput(ArtifactView artifact) {
    return !attempt.output().isEmpty() && artifact.path().endsWith(".workflow.output");
  }

  private @Nullable String stageOf(long offset) {
    Row row = byOffset.get(offset);
    StagePath path = row == null ? null : row.event().path();
    return path == null ? null : path.toString();
  }

  /// One part for each template of log lines and errors.
  List<SnapshotPart> logs() {
    Map<String, SnapshotPart> templates = new LinkedHashMap<>();
    for (Row row : byOffset.values()) {
      Event event = row.event();
      if (!event.attemptId().equals(attempt.attemptId())
          || !(event.is(Kind.LOG) || event.is(Kind.ERROR))) {
        continue;
      }
      LogLine about = LogLine.from(event);
      String text = about.get(LogLine.TEMPLATE, event.summary());
      String id = about.templateId();
      String name = id == null ? Mask.text("", text) : id;
      if (name.isEmpty() || templates.containsKey(name)) {
        continue;
      }
      Json.Obj facts = Json.object().put("text", text).build();
      templates.put(
          name,
          new SnapshotPart(
              Topic.LOGS,
              name,
              facts,
              row.offset(),
              row.offset(),
              Map.of(),
              Map.of(),
              List.of(),
              event.path() == null ? null : event.path().toString()));
    }
    return List.copyOf(templates.values());
  }

  static List<SnapshotPart> windows(List<WindowSpan> windows) {
    List<SnapshotPart> parts = new ArrayList<>(windows.size());
    for (WindowSpan window : windows) {
      Json.Obj facts =
          Json.object()
              .put("status", window.status())
              .put("duration_ms", Millis.ofNullable(window.duration()))
              .build();
      parts.add(SnapshotPart.of(Topic.WINDOWS, window.name(), facts, SnapshotPart.NO_ROW));
    }
    return parts;
  }

  SnapshotPart run(Json.Obj calls, Map<String, Long> where) {
    Json.Builder facts = Json.object().put("calls", calls);
    facts.put("status", attempt.status().wire());
    Json.Builder output = Json.object();
    for (NamedValue value : attempt.output()) {
      output.put(value.name(), NotCaptured.valueOf(value));
    }
    facts.put("output", output.build());
    return new SnapshotPart(
        Topic.RUN,
        "",
        facts.build(),
        SnapshotPart.NO_ROW,
        SnapshotPart.NO_ROW,
        where,
        Map.of(),
        outputStages(),
        null);
  }

  private List<String> outputStages() {
    List<String> stages = new ArrayList<>();
    for (NamedValue value : attempt.output()) {
      Origin origin = value.origin();
      String stage = origin == null ? null : origin.stage();
      if (stage != null) {
        stages.add(stage);
      }
    }
    return stages;
  }
}
