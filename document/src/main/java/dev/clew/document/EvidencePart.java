package dev.clew.document;

import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.List;

/// What the run left behind: artifacts, and effects on the world outside.
final class EvidencePart {
  private EvidencePart() {}

  static List<Json> artifacts(AttemptView attempt) {
    List<Json> out = new ArrayList<>();
    for (ArtifactView artifact : attempt.artifacts()) {
      out.add(
          Json.object()
              .put("artifact_id", artifact.artifactId())
              .put("kind", artifact.kind())
              .put("path", artifact.path())
              .put("content_type", artifact.contentType())
              .put("size_bytes", artifact.sizeBytes())
              .put("checksum", artifact.checksum())
              .put("producer_row", artifact.producer())
              .put("consumer_rows", ReportDocument.offsets(artifact.consumers()))
              .build());
    }
    return out;
  }

  static List<Json> effects(AttemptView attempt) {
    List<Json> out = new ArrayList<>();
    for (ToolCallView call : attempt.toolCalls()) {
      if (call.effect() == ToolCallView.Effect.NONE) {
        continue;
      }
      StagePath path = call.path();
      Long ended = call.endedOffset();
      out.add(
          Json.object()
              .put("stage", path == null ? null : path.toString())
              .put("tool_call_id", call.toolCallId())
              .put("what", call.method() + " " + call.url())
              .put("state", call.effect().wire())
              .put("evidence", evidence(call))
              .put("row", ended == null ? Long.valueOf(call.startedOffset()) : ended)
              .build());
    }
    return out;
  }

  private static String evidence(ToolCallView call) {
    Integer status = call.httpStatus();
    if (status == null) {
      return switch (call.effect()) {
        case NOT_COMMITTED -> "nothing was sent";
        case NONE, COMMITTED, UNKNOWN -> "it was sent, and no answer came";
      };
    }
    return switch (call.effect()) {
      case NONE, COMMITTED -> "answered " + status;
      case NOT_COMMITTED -> "answered " + status + ": the service refused it";
      case UNKNOWN -> "answered " + status + ": the service may or may not have done it";
    };
  }
}
