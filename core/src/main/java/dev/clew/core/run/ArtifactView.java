package dev.clew.core.run;

import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A durable thing that the run consumed or produced.
///
/// @param kind input, config, intermediate, validation, report, log, final
/// @param checksum `sha256:…`; null when nobody took it
/// @param producer the row of the event that wrote it; null when the run only consumed it
/// @param consumers the rows of the events that read it
public record ArtifactView(
    String artifactId,
    String kind,
    String path,
    @Nullable String contentType,
    @Nullable Long sizeBytes,
    @Nullable String checksum,
    @Nullable Long producer,
    List<Long> consumers) {
  public ArtifactView {
    consumers = List.copyOf(consumers);
  }

  static ArtifactView read(
      String artifactId, Json.Obj attributes, @Nullable Long producer, List<Long> consumers) {
    return new ArtifactView(
        artifactId,
        attributes.text("artifact_kind", "intermediate"),
        attributes.text("path", ""),
        attributes.text("content_type"),
        attributes.whole("size_bytes"),
        attributes.text("checksum"),
        producer,
        consumers);
  }
}
