package dev.clew.command;

import dev.clew.command.file.FileList;
import dev.clew.command.file.KeptFiles;
import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.digest.Digest;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.disk.FileTree;
import dev.clew.runs.disk.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the working folder while the command starts, within the limits of [ExecLimits]. Hidden
/// folders, those that tools fill by the thousand, and other file systems are not entered; links
/// are not followed. What the command has written already is named and is not part of the list.
final class Workspace implements FileTree.Guest {
  private final Path folder;
  private final CommandAttempt attempt;
  private final FileList.Builder snapshot = new FileList.Builder();
  private final Instant startedAt;
  private final @Nullable KeptFiles kept;
  private final ExecLimits.Snapshot limits;
  private final long until;
  private Thread thread = Thread.currentThread();
  private boolean isRecorded;
  private long hashedBytes;

  private Workspace(
      Path folder, CommandAttempt attempt, Instant startedAt, @Nullable KeptFiles kept) {
    this.folder = folder;
    this.attempt = attempt;
    this.startedAt = startedAt;
    this.kept = kept;
    this.limits = kept == null ? ExecLimits.Snapshot.LISTED : ExecLimits.Snapshot.KEPT;
    this.until = System.nanoTime() + limits.time().toNanos();
  }

  /// Begins to list it, without the folder that clew writes to, on a thread of its own: the command
  /// does not wait for it.
  ///
  /// @param kept copies what is listed with its digest; null when nothing is copied
  static Workspace begin(
      Path folder,
      CommandAttempt attempt,
      Journal journal,
      Instant startedAt,
      @Nullable KeptFiles kept) {
    Workspace workspace = new Workspace(folder, attempt, startedAt, kept);
    workspace.thread =
        Thread.ofPlatform()
            .daemon()
            .name("clew-workspace")
            .start(() -> {
              FileTree.walk(folder, FileTree.MAX_DEPTH, workspace);
              workspace.record(journal);
            });
    return workspace;
  }

  /// Writes the list down as it is; a list that was not done after `snapshot.grace` says so.
  void end(Journal journal) throws InterruptedException {
    if (!thread.join(limits.grace())) {
      snapshot.over("snapshot.time", limits.time().toMillis());
      record(journal);
    }
  }

  /// The listed files that are not there any more, as far as there is time to look: the command has
  /// removed them. No more are named than `snapshot.left_out`.
  List<String> removed() {
    List<String> removed = new ArrayList<>();
    long end = System.nanoTime() + ExecLimits.SNAPSHOT_GRACE.toNanos();
    for (String path : snapshot.paths()) {
      boolean isOver = System.nanoTime() - end > 0;
      if (isOver || removed.size() == ExecLimits.SNAPSHOT_LEFT_OUT) {
        break;
      }
      if (Files.notExists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        removed.add(path);
      }
    }
    return removed;
  }

  private synchronized void record(Journal journal) {
    if (!isRecorded) {
      isRecorded = true;
      journal.write(snapshot.build().row(journal, "start"));
    }
  }

  @Override
  public boolean goesOn() {
    if (snapshot.isOpen() && System.nanoTime() - until > 0) {
      snapshot.over("snapshot.time", limits.time().toMillis());
      snapshot.close();
    }
    return snapshot.isOpen();
  }

  @Override
  public boolean enters(Path path, boolean isOtherFileSystem) {
    if (isOtherFileSystem) {
      snapshot.leftOut(shown(path), "other_file_system");
    }
    return FolderFiles.isEntered(path, isOtherFileSystem) && !path.equals(attempt.folder());
  }

  @Override
  public void take(Path file, BasicFileAttributes attributes) {
    if (attempt.isOwn(file)) {
      return;
    }
    if (snapshot.size() == ExecLimits.SNAPSHOT_FILES) {
      snapshot.over("snapshot.files", ExecLimits.SNAPSHOT_FILES);
      snapshot.close();
    } else if (attributes.lastModifiedTime().toInstant().isBefore(startedAt)) {
      Digest digest = digest(file, attributes.size());
      if (kept != null && isChanged(file)) {
        // While it was copied, so that nobody knows what it was.
        snapshot.changing(shown(file));
      } else {
        snapshot.add(shown(file), attributes.size(), digest);
      }
    } else {
      snapshot.changing(shown(file));
    }
  }

  @Override
  public void tooDeep(Path path) {
    snapshot.over("snapshot.depth", FileTree.MAX_DEPTH);
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
    if (size > limits.fileBytes()) {
      snapshot.over("snapshot.file_bytes", limits.fileBytes());
      return null;
    }
    if (hashedBytes + size > limits.bytes()) {
      snapshot.over("snapshot.bytes", limits.bytes());
      return null;
    }
    hashedBytes += size;
    try {
      return kept == null ? FileDigest.of(file, size) : kept.keep(file, size);
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isChanged(Path file) {
    try {
      return !Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
          .toInstant()
          .isBefore(startedAt);
    } catch (IOException e) {
      return true;
    }
  }
}
