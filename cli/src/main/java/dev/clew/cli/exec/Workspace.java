package dev.clew.cli.exec;

import dev.clew.core.digest.Digest;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the working folder before the command starts, within the limits of [ExecLimits]. Hidden
/// folders, and those that tools fill by the thousand, are not entered; links are not followed.
final class Workspace extends SimpleFileVisitor<Path> {
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

  /// Without the folder that clew writes to.
  static Snapshot of(Path folder, Attempt attempt) {
    Workspace workspace = new Workspace(folder, attempt);
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(FileVisitOption.class), ExecLimits.SNAPSHOT_DEPTH, workspace);
    } catch (IOException e) {
      // What could be listed is listed.
    }
    return workspace.snapshot.build();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
    String name = String.valueOf(path.getFileName());
    boolean skipped =
        name.startsWith(".") || NOT_ENTERED.contains(name) || path.equals(attempt.folder());
    return skipped && !path.equals(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      snapshot.over("snapshot.depth", ExecLimits.SNAPSHOT_DEPTH);
    } else if (attributes.isRegularFile() && !attempt.isOwn(file)) {
      if (snapshot.size() == ExecLimits.SNAPSHOT_FILES) {
        snapshot.over("snapshot.files", ExecLimits.SNAPSHOT_FILES);
        return FileVisitResult.TERMINATE;
      }
      snapshot.add(
          folder.relativize(file).toString(), attributes.size(), digest(file, attributes.size()));
    }
    return FileVisitResult.CONTINUE;
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
      return FileDigest.of(file);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}
