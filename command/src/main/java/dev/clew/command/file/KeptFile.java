package dev.clew.command.file;

import dev.clew.command.journal.Journal;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.ArtifactView;
import dev.clew.runs.disk.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file of an earlier attempt that a replay neither makes again nor takes away.
///
/// @param artifact has a path and a checksum
/// @param attemptId of the attempt that it is taken over from
public record KeptFile(ArtifactView artifact, String attemptId) {
  public KeptFile {
    Objects.requireNonNull(artifact.checksum(), "checksum");
  }

  /// Its manifest row in the new attempt; null when it is not there as it was.
  Recorder.@Nullable Draft row(Path folder, Journal journal) {
    try {
      Path file = folder.resolve(artifact.path());
      if (!Files.isRegularFile(file)
          || !FileDigest.following(file).prefixed().equals(artifact.checksum())) {
        return null;
      }
    } catch (IOException | InvalidPathException e) {
      return null;
    }
    return journal
        .event(Kind.ARTIFACT_DECLARED, "keeps " + artifact.path())
        .artifact(artifact.artifactId())
        .with(ArtifactWritten.ARTIFACT_KIND, artifact.kind())
        .with(ArtifactWritten.PATH, artifact.path())
        .with(ArtifactWritten.CONTENT_TYPE, artifact.contentType())
        .with(ArtifactWritten.SIZE_BYTES, artifact.sizeBytes())
        .with(ArtifactWritten.CHECKSUM, artifact.checksum())
        .with(AnyEvent.REUSED_FROM, attemptId);
  }
}
