package dev.clew.runs.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.FolderLook;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.disk.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at the files that a replay would use: is each there, and is it what the ledger says? Files
/// are read whole.
public final class DiskLook {
  /// `progress.bytes`: a larger file is announced before it is read.
  private static final long ANNOUNCED_BYTES = 256L << 20;

  private final FoundAttempt wanted;
  private final Consumer<String> progress;
  private final DefinitionFiles definitions;
  private final Path folder;
  private final @Nullable Path ledger;

  /// @param progress is told, in one line, what takes long
  public DiskLook(FoundAttempt wanted, Consumer<String> progress) {
    this.wanted = wanted;
    this.progress = progress;
    Path file = Path.of(wanted.found().source().location());
    this.definitions = new DefinitionFiles(file);
    this.folder = folder(wanted, file);
    this.ledger = wanted.found().isInFile() ? file : null;
  }

  /// Where the artifacts are: the folder that the command ran in; for a workflow, where its files
  /// are.
  public Path folder() {
    return folder;
  }

  private static Path folder(FoundAttempt wanted, Path file) {
    for (AttemptView attempt : wanted.found().view().attempts()) {
      String cwd = attempt.facts().cwd();
      if (cwd != null) {
        return Path.of(cwd);
      }
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /// @param otherInputs the names of inputs that are given with another value than the run had
  public OnDisk look(Set<String> otherInputs) {
    Map<String, String> artifacts = new HashMap<>();
    for (AttemptView attempt : wanted.found().view().attempts()) {
      for (ArtifactView artifact : attempt.artifacts()) {
        boolean isFile = !artifact.path().isEmpty() && !artifact.path().contains("://");
        if (isFile && artifact.checksum() != null) {
          artifacts.computeIfAbsent(artifact.artifactId(), id -> checksum(artifact.path()));
        }
      }
      if (attempt.attemptId().equals(wanted.attempt().attemptId())) {
        break;
      }
    }
    return new OnDisk(artifacts, configuration(), otherInputs, workspace(), true);
  }

  /// The folder that a command worked in. A workflow works in none.
  private FolderLook workspace() {
    boolean isCommand = wanted.attempt().facts().cwd() != null;
    return isCommand && !ReplayPlanner.isOfWorkflow(wanted.attempt())
        ? WorkspaceLook.of(wanted.found().view(), wanted.attempt(), folder, ledger)
        : FolderLook.NOT_LOOKED;
  }

  /// Empty for a file that is not there or cannot be read.
  private String checksum(String path) {
    String hex = sha256(at(path));
    return hex.isEmpty() ? "" : "sha256:" + hex;
  }

  private @Nullable Path at(String path) {
    try {
      return folder.resolve(path);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private String sha256(@Nullable Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return "";
    }
    try {
      long size = Files.size(file);
      if (size >= ANNOUNCED_BYTES) {
        progress.accept("reading " + file + ", " + (size >> 20) + " MiB");
      }
      return FileDigest.following(file).hex();
    } catch (IOException e) {
      return "";
    }
  }

  private Map<String, String> configuration() {
    boolean workflow = ReplayPlanner.isOfWorkflow(wanted.attempt());
    Map<String, String> found = new HashMap<>();
    for (Row row : wanted.attempt().rows()) {
      Event event = row.event();
      if (event.is(Kind.CONFIG_CAPTURED)) {
        ConfigCaptured captured = ConfigCaptured.from(event);
        String role = captured.role();
        String name = captured.name();
        if (workflow || role.equals(ConfigCaptured.FILE)) {
          Path file = workflow ? definitions.find(name) : at(name);
          found.put(role + "/" + name, sha256(file));
        }
      }
    }
    return found;
  }
}
