package dev.clew.command.file;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.fact.run.LeftOut;
import dev.clew.core.fact.run.ListedFile;
import dev.clew.core.fact.run.MissingFile;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of files: paths, sizes and, where they were taken, digests.
///
/// @param missing artifacts that were named and are not there
/// @param overLimits what is not in it, by the limits that it is over
/// @param leftOut folders that were not entered, and why
/// @param changing files that the command had written before they were looked at
public record FileList(
    List<ListedFile> files,
    long sizeBytes,
    List<MissingFile> missing,
    List<OverLimit> overLimits,
    List<LeftOut> leftOut,
    List<String> changing) {
  public FileList {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    overLimits = List.copyOf(overLimits);
    leftOut = List.copyOf(leftOut);
    changing = List.copyOf(changing);
  }

  /// Thread-safe: whoever waits for the list takes what is in it when the time is up.
  public static final class Builder {
    private final List<ListedFile> files = new ArrayList<>();
    private final List<MissingFile> missing = new ArrayList<>();
    private final List<OverLimit> overLimits = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> changing = new ArrayList<>();
    private long sizeBytes;
    private boolean isClosed;

    public synchronized boolean isOpen() {
      return !isClosed;
    }

    /// There is no more to come.
    public synchronized void close() {
      isClosed = true;
    }

    public synchronized int size() {
      return files.size();
    }

    public synchronized List<String> paths() {
      List<String> paths = new ArrayList<>(files.size());
      for (ListedFile file : files) {
        paths.add(file.path());
      }
      return paths;
    }

    public synchronized void add(String path, long size, @Nullable Digest digest) {
      if (isClosed) {
        return;
      }
      files.add(
          new ListedFile(
              new Attributes()
                  .with(ListedFile.PATH, path)
                  .with(ListedFile.SIZE_BYTES, size)
                  .with(ListedFile.SHA256, digest == null ? null : digest.hex())
                  .build()));
      sizeBytes += size;
    }

    /// @param isRemoved it was seen while the command ran, and nobody has promised it: to remove it
    ///   again is the command's own business
    synchronized void missing(String path, String artifactId, boolean isRemoved) {
      if (missing.size() == ExecLimits.SNAPSHOT_FILES) {
        over("snapshot.files", ExecLimits.SNAPSHOT_FILES);
        return;
      }
      missing.add(
          new MissingFile(
              new Attributes()
                  .with(MissingFile.ARTIFACT_ID, artifactId)
                  .with(MissingFile.PATH, path)
                  .with(MissingFile.REMOVED, isRemoved ? Boolean.TRUE : null)
                  .build()));
    }

    /// @param why the type of the file system, or `other_file_system`
    public synchronized void leftOut(String path, String why) {
      if (leftOut.size() == ExecLimits.SNAPSHOT_LEFT_OUT) {
        over("snapshot.left_out", ExecLimits.SNAPSHOT_LEFT_OUT);
      } else {
        leftOut.add(
            new LeftOut(new Attributes().with(LeftOut.PATH, path).with(LeftOut.WHY, why).build()));
      }
    }

    /// The command had written it before it was looked at.
    public synchronized void changing(String path) {
      if (changing.size() < ExecLimits.SNAPSHOT_LEFT_OUT) {
        changing.add(path);
      }
    }

    public synchronized void over(String code, long limit) {
      over(FileList.over(code, limit));
    }

    public synchronized void over(OverLimit over) {
      if (!overLimits.contains(over)) {
        overLimits.add(over);
      }
    }

    /// Closes it.
    public synchronized FileList build() {
      isClosed = true;
      return new FileList(files, sizeBytes, missing, overLimits, leftOut, changing);
    }
  }

  public static OverLimit over(String code, long limit) {
    return new OverLimit(
        new Attributes().with(OverLimit.CODE, code).with(OverLimit.LIMIT, limit).build());
  }

  /// @param when `start` or `end`
  public Recorder.Draft row(Journal journal, String when) {
    Json.Arr list = new Json.Arr(files.stream().<Json>map(ListedFile::attributes).toList());
    String count = files.size() == 1 ? "1 file" : files.size() + " files";
    return journal
        .event(Kind.WORKSPACE_SNAPSHOTTED, count + " at the " + when)
        .with(WorkspaceSnapshotted.WHEN, when)
        .with(WorkspaceSnapshotted.FILES, files.size())
        .with(WorkspaceSnapshotted.SIZE_BYTES, sizeBytes)
        .with(
            WorkspaceSnapshotted.DIGEST,
            Digest.ofJson("clew.workspace.v1", Json.interoperable(list)).prefixed())
        .with(WorkspaceSnapshotted.MISSING, missing.isEmpty() ? null : missing)
        .with(WorkspaceSnapshotted.CONTENT_TYPE, "application/json")
        .with(WorkspaceSnapshotted.OVER_LIMIT, overLimits.isEmpty() ? null : overLimits)
        .with(WorkspaceSnapshotted.CHANGING, changing.isEmpty() ? null : changing)
        .with(WorkspaceSnapshotted.LEFT_OUT, leftOut.isEmpty() ? null : leftOut)
        .payload(Payload.of(list.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
