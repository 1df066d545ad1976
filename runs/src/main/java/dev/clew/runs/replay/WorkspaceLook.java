package dev.clew.runs.replay;

import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.json.Json;
import dev.clew.core.replay.FolderLook;
import dev.clew.core.replay.FolderLook.Change;
import dev.clew.core.replay.FolderLook.How;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.replay.StartList;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.runs.disk.FileDigest;
import dev.clew.runs.disk.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the folder of a run with the list of its files from the start. The paths of the list
/// are never opened: they are looked up among the files that are found in the folder.
final class WorkspaceLook {
  /// `workspace.bytes`: of all files together, so much is read for digests.
  private static final long BYTES = 64L << 20;

  private final StartList list;
  private final Path folder;
  private final OwnWrites own;
  private final FolderFiles now;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> listed = new HashSet<>();
  private boolean isWhole;
  private long readBytes;

  private WorkspaceLook(RunView run, StartList list, Path folder, @Nullable Path ledger) {
    this.list = list;
    this.folder = folder;
    Path real = real(folder);
    Path beside = ledger == null ? null : real(ledger).getParent();
    this.own = OwnWrites.of(run, list.attempt(), real);
    this.now = FolderFiles.in(real, file -> isOfClew(file, beside));
    this.isWhole = now.isWhole() && list.endedAt() == null;
  }

  /// @param folder where the command ran
  /// @param ledger of the run, beside which clew writes; null for a run that has no file here
  static FolderLook of(RunView run, AttemptView attempt, Path folder, @Nullable Path ledger) {
    if (!Files.isDirectory(folder)) {
      return FolderLook.gone(folder.toString());
    }
    StartList list = StartList.of(run, attempt);
    List<ListedFile> files = list == null ? null : ListedFiles.of(list.row().payload());
    if (list == null || files == null) {
      return FolderLook.NOT_LOOKED;
    }
    return new WorkspaceLook(run, list, folder, ledger).compare(files);
  }

  /// Without links on the way to it.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /// The folder that clew writes to, and its files where it is the folder of the run itself. Where
  /// nobody knows that folder, whatever is called as its files are.
  private static boolean isOfClew(Path path, @Nullable Path beside) {
    boolean isNamedSo = String.valueOf(path.getFileName()).contains(".workflow.");
    return beside == null
        ? isNamedSo
        : path.equals(beside) || (isNamedSo && beside.equals(path.getParent()));
  }

  private FolderLook compare(List<ListedFile> files) {
    files.forEach(this::compare);
    if (list.endedAt() == null) {
      added();
    }
    return new FolderLook(FolderLook.State.LOOKED, folder.toString(), isWhole, changes);
  }

  private void compare(ListedFile file) {
    String path = file.path();
    if (path.isEmpty() || LedgerValues.isRedacted(Json.of(path)) || !listed.add(path)) {
      return;
    }
    FolderFiles.Now found = now.files().get(path);
    if (found == null) {
      if (now.isWhole()) {
        changes.add(new Change(path, own.hasRemoved(path) ? How.REMOVED : How.GONE));
      }
      return;
    }
    How how = how(file, found);
    if (how != null && !own.hasWritten(found)) {
      changes.add(new Change(path, how));
    }
  }

  /// Null when it is the same, as far as the list can tell.
  private @Nullable How how(ListedFile file, FolderFiles.Now found) {
    Long size = file.sizeBytes();
    if (size != null && size != found.sizeBytes()) {
      return How.CHANGED;
    }
    String digest = file.sha256();
    if (digest == null || LedgerValues.isRedacted(Json.of(digest))) {
      return own.isAfter(found) ? How.REWRITTEN : null;
    }
    if (readBytes + found.sizeBytes() > BYTES) {
      isWhole = false;
      return null;
    }
    readBytes += found.sizeBytes();
    try {
      return FileDigest.of(found.file(), found.sizeBytes()).hex().equals(digest)
          ? null
          : How.CHANGED;
    } catch (IOException e) {
      isWhole = false;
      return null;
    }
  }

  private void added() {
    now.files()
        .forEach((path, found) -> {
          if (!listed.contains(path) && !own.names(found) && !own.hasWritten(found)) {
            changes.add(new Change(path, How.ADDED));
          }
        });
  }
}
