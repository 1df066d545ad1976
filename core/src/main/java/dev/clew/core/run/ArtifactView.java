package dev.clew.core.run;

import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A durable thing that the run consumed or produced, as the events that name it tell.
///
/// @param kind input, config, intermediate, validation, report, log, final; empty when no event
///   says
/// @param path empty when no event says
/// @param checksum `sha256:…` of the newest write; null when nobody took it
/// @param createdAt when it was first written; null when nobody says that it was
/// @param persisted whether it is kept beyond the run; null when nobody says
/// @param derivedFrom ids of the artifacts that it was made of, as its producer says
/// @param manifestRow the newest row that carries its fields; null when events only name it
/// @param takenOver whether this attempt found it as an earlier one had left it
/// @param producer the row of the newest event that wrote it; null when the run only consumed it
/// @param producedBy the stage of that event
/// @param writes the rows of all events that wrote it, in order
/// @param consumers the rows of the events that read it
/// @param consumedBy the stages of those events, each once
public record ArtifactView(
    String artifactId,
    String kind,
    String path,
    @Nullable String contentType,
    @Nullable Long sizeBytes,
    @Nullable String checksum,
    @Nullable Timestamp createdAt,
    @Nullable Boolean persisted,
    @Nullable String tier,
    List<String> derivedFrom,
    State state,
    @Nullable Long manifestRow,
    boolean takenOver,
    @Nullable Long producer,
    @Nullable StagePath producedBy,
    List<Long> writes,
    List<Long> consumers,
    List<StagePath> consumedBy) {
  public ArtifactView {
    derivedFrom = List.copyOf(derivedFrom);
    writes = List.copyOf(writes);
    consumers = List.copyOf(consumers);
    consumedBy = List.copyOf(consumedBy);
  }

  /// What the ledger knows of the thing itself.
  public enum State {
    /// It has a manifest row, and nothing says that it is not there.
    RECORDED,
    /// It exists, or an event says so, and no row carries its fields.
    NO_MANIFEST_ROW,
    /// It has a manifest row, and the last look at the workspace did not find it.
    NO_FILE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether it is a result of the run.
  public boolean isFinal() {
    return kind.equals("final");
  }

  /// Whether it was there before the run.
  public boolean isGiven() {
    return kind.equals("input") || kind.equals("config");
  }

  /// Whether the run wrote it, as far as anything says.
  public boolean isWritten() {
    return producer != null;
  }

  /// How people call it: its id, and its path if that says more.
  public String shown() {
    return path.isEmpty() || path.equals(artifactId) ? artifactId : artifactId + " (" + path + ")";
  }
}
