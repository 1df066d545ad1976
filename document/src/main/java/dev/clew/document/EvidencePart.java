package dev.clew.document;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import java.util.ArrayList;
import java.util.List;

/// What the run left behind: artifacts, and effects on the world outside.
public final class EvidencePart {
  private EvidencePart() {}

  public static List<Json> artifacts(List<ArtifactView> artifacts) {
    List<Json> out = new ArrayList<>();
    for (ArtifactView artifact : artifacts) {
      StagePath producedBy = artifact.producedBy();
      Timestamp createdAt = artifact.createdAt();
      Boolean persisted = artifact.persisted();
      out.add(
          Json.object()
              .put("artifact_id", artifact.artifactId())
              .put("kind", artifact.kind())
              .put("path", artifact.path())
              .put("content_type", artifact.contentType())
              .put("size_bytes", artifact.sizeBytes())
              .put("checksum", artifact.checksum())
              .put("created_at", createdAt == null ? null : createdAt.toString())
              .put("persisted", persisted == null ? null : Json.of(persisted.booleanValue()))
              .put("tier", artifact.tier())
              .put("state", artifact.state().wire())
              .put("manifest_row", artifact.manifestRow())
              .put("producer_row", artifact.producer())
              .put("produced_by", producedBy == null ? null : producedBy.toString())
              .put("consumer_rows", ReportDocument.offsets(artifact.consumers()))
              .put("consumed_by", paths(artifact.consumedBy()))
              .put("derived_from", Json.strings(artifact.derivedFrom()))
              .build());
    }
    return out;
  }

  private static Json.Arr paths(List<StagePath> stages) {
    return Json.strings(stages.stream().map(StagePath::toString).toList());
  }

  /// Those whose newest row the document has.
  static List<Json> effects(AttemptView attempt, RowPayloads payloads) {
    List<Json> out = new ArrayList<>();
    for (EffectView effect : attempt.effects()) {
      if (payloads.has(effect.row())) {
        out.add(effect.toJson().with("row", Json.of(effect.row())));
      }
    }
    return out;
  }
}
