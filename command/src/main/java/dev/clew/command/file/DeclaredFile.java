package dev.clew.command.file;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.IncomingEvent;
import org.jspecify.annotations.Nullable;

/// What the command itself has said of a file.
///
/// @param path as the command says it
/// @param kind such as `intermediate`; empty when it did not say
/// @param writtenAs the checksum that it said it wrote the file with; null when it did not
public record DeclaredFile(
    String path, String artifactId, String kind, @Nullable String writtenAs) {

  /// Null when the event is about no file.
  public static @Nullable DeclaredFile of(IncomingEvent event) {
    ArtifactWritten said = new ArtifactWritten(event.attributes());
    if (said.path().isEmpty() || event.artifacts().isEmpty()) {
      return null;
    }
    boolean isWritten = Kind.of(event.kind()) == Kind.ARTIFACT_WRITTEN;
    return new DeclaredFile(
        said.path(),
        event.artifacts().getFirst(),
        said.get(ArtifactWritten.ARTIFACT_KIND, ""),
        isWritten ? said.checksum() : null);
  }

  /// With what it says later: that it reads a file does not take back that it has written it.
  DeclaredFile then(DeclaredFile later) {
    return new DeclaredFile(
        later.path,
        later.artifactId,
        later.kind.isEmpty() ? kind : later.kind,
        later.writtenAs == null ? writtenAs : later.writtenAs);
  }

  /// Whether it said that it wrote these bytes.
  boolean isWritten(Digest digest) {
    return digest.prefixed().equals(writtenAs);
  }
}
