package dev.clew.attest;

import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.runs.disk.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The artifacts of a run as they are on disk now, against the checksums that its events say.
///
/// @param files those that name a file, in the order of the manifest
public record ArtifactsOnDisk(List<Found> files) {
  public ArtifactsOnDisk {
    files = List.copyOf(files);
  }

  /// @param detail the checksum that the file has, or why it could not be taken; empty otherwise
  public record Found(String artifactId, String path, State state, String detail) {
    public Json toJson() {
      return Json.object()
          .put("artifact_id", artifactId)
          .put("path", path)
          .put("state", state.wire())
          .put("detail", detail.isEmpty() ? null : detail)
          .build();
    }
  }

  /// What became of a file since the run.
  public enum State {
    SAME,
    CHANGED,
    MISSING,
    /// The run itself saw at its end that it was gone, and it still is.
    GONE_BEFORE,
    /// The run took no checksum of it.
    NO_CHECKSUM,
    UNREADABLE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isBroken() {
      return this == CHANGED || this == MISSING || this == UNREADABLE;
    }
  }

  /// @param beside where relative paths begin when the run does not say in which folder it ran: the
  ///   folder of its ledger
  public static ArtifactsOnDisk of(AttemptView attempt, Path beside) {
    return in(folder(attempt, beside), attempt.artifacts());
  }

  /// @param base where relative paths begin
  public static ArtifactsOnDisk in(Path base, List<ArtifactView> artifacts) {
    List<Found> found = new ArrayList<>();
    for (ArtifactView artifact : artifacts) {
      if (!artifact.path().isEmpty() && !artifact.path().contains("://")) {
        found.add(look(artifact, base));
      }
    }
    return new ArtifactsOnDisk(found);
  }

  /// Where relative paths begin.
  public static Path folder(AttemptView attempt, Path beside) {
    String cwd = attempt.facts().cwd();
    return cwd == null ? beside : Path.of(cwd);
  }

  public boolean isBroken() {
    return brokenCount() > 0;
  }

  public long brokenCount() {
    return files.stream().filter(file -> file.state().isBroken()).count();
  }

  private static Found look(ArtifactView artifact, Path base) {
    try {
      Path file = base.resolve(artifact.path());
      if (!Files.isRegularFile(file)) {
        boolean before = artifact.state() == ArtifactView.State.NO_FILE;
        return found(artifact, before ? State.GONE_BEFORE : State.MISSING, "");
      }
      return compare(artifact, file);
    } catch (InvalidPathException | IOException e) {
      return found(artifact, State.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Found compare(ArtifactView artifact, Path file) throws IOException {
    String recorded = artifact.checksum();
    if (recorded == null) {
      return found(artifact, State.NO_CHECKSUM, "");
    }
    String now = FileDigest.following(file).prefixed();
    return now.equals(recorded)
        ? found(artifact, State.SAME, "")
        : found(artifact, State.CHANGED, "was " + recorded + ", is " + now);
  }

  private static Found found(ArtifactView artifact, State state, @Nullable String detail) {
    return new Found(artifact.artifactId(), artifact.path(), state, detail == null ? "" : detail);
  }
}
