package dev.clew.cli.exec;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Lists the working folder before the command starts, within the limits of [ExecLimits]. Hidden
/// folders, those that tools fill by the thousand, and other file systems are not entered; links
/// are not followed.
final class Workspace implements FileTree.Guest {
  private static final Set<String> NOT_ENTERED =
      Set.of("node_modules", "target", "build", "dist", "venv", "__pycache__");

  private final Path folder;
  private final Attempt attempt;
  private final Snapshot.Builder snapshot = new Snapshot.Builder();
  private long hashedBytes;

  private Workspace(Path folder, Attempt attempt) {
    this.folder = folder;
    this.attempt = attempt;
  }

  /// Without the folder that clew writes to. The list is made on a thread of its own, because a
  /// disk that does not answer must not keep the command from being started.
  static Snapshot of(Path folder, Attempt attempt) throws InterruptedException {
    Workspace workspace = new Workspace(folder, attempt);
    FutureTask<Void> task =
        new FutureTask<>(() -> FileTree.walk(folder, ExecLimits.SNAPSHOT_DEPTH, workspace), null);
    Thread.ofPlatform().daemon().name("clew-workspace").start(task);
    try {
      task.get(ExecLimits.SNAPSHOT_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      workspace.snapshot.over("snapshot.time", ExecLimits.SNAPSHOT_TIME.toMillis());
    } catch (ExecutionException e) {
      throw new ClewException("cannot list " + folder + ": " + e.getCause(), e);
    }
    return workspace.snapshot.build();
  }

  @Override
  public boolean goesOn() {
    return snapshot.isOpen();
  }

  @Override
  public boolean enters(Path path, boolean isOtherFileSystem) {
    String name = String.valueOf(path.getFileName());
    if (isOtherFileSystem) {
      snapshot.leftOut(shown(path), "other_file_system");
    }
    return !isOtherFileSystem
        && !name.startsWith(".")
        && !NOT_ENTERED.contains(name)
        && !path.equals(attempt.folder());
  }

  @Override
  public void take(Path file, BasicFileAttributes attributes) {
    if (attempt.isOwn(file)) {
      return;
    }
    if (snapshot.size() == ExecLimits.SNAPSHOT_FILES) {
      snapshot.over("snapshot.files", ExecLimits.SNAPSHOT_FILES);
      snapshot.close();
    } else {
      snapshot.add(shown(file), attributes.size(), digest(file, attributes.size()));
    }
  }

  @Override
  public void tooDeep(Path path) {
    snapshot.over("snapshot.depth", ExecLimits.SNAPSHOT_DEPTH);
  }

  @Override
  public void pseudo(Path path, String type) {
    snapshot.leftOut(shown(path), type);
  }

  private String shown(Path path) {
    String below = folder.relativize(path).toString();
    return below.isEmpty() ? "." : below;
  }

  private @Nullable Digest digest(Path file, long size) {
    if (size > ExecLimits.SNAPSHOT_FILE_BYTES) {
      snapshot.over("snapshot.file_bytes", ExecLimits.SNAPSHOT_FILE_BYTES);
      return null;
    }
    if (hashedBytes + size > ExecLimits.SNAPSHOT_BYTES) {
      snapshot.over("snapshot.bytes", ExecLimits.SNAPSHOT_BYTES);
      return null;
    }
    hashedBytes += size;
    try {
      return FileDigest.of(file, size);
    } catch (IOException e) {
      return null;
    }
  }
}
