package dev.clew.command.file;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
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
    List<Json> files,
    long sizeBytes,
    List<Json> missing,
    List<Json> overLimits,
    List<Json> leftOut,
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
    private final List<Json> files = new ArrayList<>();
    private final List<Json> missing = new ArrayList<>();
    private final List<Json> overLimits = new ArrayList<>();
    private final List<Json> leftOut = new ArrayList<>();
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
      for (Json file : files) {
        if (file instanceof Json.Obj listed) {
          paths.add(listed.text("path", ""));
        }
      }
      return paths;
    }

    public synchronized void add(String path, long size, @Nullable Digest digest) {
      if (isClosed) {
        return;
      }
      files.add(
          Json.object()
              .put("path", path)
              .put("size_bytes", size)
              .put("sha256", digest == null ? null : digest.hex())
              .build());
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
          Json.object()
              .put("artifact_id", artifactId)
              .put("path", path)
              .put("removed", isRemoved ? Json.TRUE : null)
              .build());
    }

    /// @param why the type of the file system, or `other_file_system`
    public synchronized void leftOut(String path, String why) {
      if (leftOut.size() == ExecLimits.SNAPSHOT_LEFT_OUT) {
        over("snapshot.left_out", ExecLimits.SNAPSHOT_LEFT_OUT);
      } else {
        leftOut.add(Json.object().put("path", path).put("why", why).build());
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

    public synchronized void over(Json.Obj over) {
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

  public static Json.Obj over(String code, long limit) {
    return Json.object().put("code", code).put("limit", limit).build();
  }

  /// @param when `start` or `end`
  public Recorder.Draft row(Journal journal, String when) {
    Json.Arr list = new Json.Arr(files);
    String count = files.size() == 1 ? "1 file" : files.size() + " files";
    return journal
        .event(Kind.WORKSPACE_SNAPSHOTTED, count + " at the " + when)
        .with("when", when)
        .with("files", files.size())
        .with("size_bytes", sizeBytes)
        .with("digest", Digest.ofJson("clew.workspace.v1", Json.interoperable(list)).prefixed())
        .with("missing", missing.isEmpty() ? null : new Json.Arr(missing))
        .with("content_type", "application/json")
        .with("over_limit", overLimits.isEmpty() ? null : new Json.Arr(overLimits))
        .with("changing", changing.isEmpty() ? null : Json.strings(changing))
        .with("left_out", leftOut.isEmpty() ? null : new Json.Arr(leftOut))
        .payload(Payload.of(list.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
