package dev.clew.cli.exec;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of files: paths, sizes and, where they were taken, digests.
///
/// @param missing artifacts that were named and are not there
/// @param overLimits what is not in it, by the limits that it is over
record Snapshot(List<Json> files, long sizeBytes, List<Json> missing, List<Json> overLimits) {
  Snapshot {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    overLimits = List.copyOf(overLimits);
  }

  static final class Builder {
    private final List<Json> files = new ArrayList<>();
    private final List<Json> missing = new ArrayList<>();
    private final List<Json> overLimits = new ArrayList<>();
    private long sizeBytes;

    int size() {
      return files.size();
    }

    void add(String path, long size, @Nullable Digest digest) {
      files.add(
          Json.object()
              .put("path", path)
              .put("size_bytes", size)
              .put("sha256", digest == null ? null : digest.hex())
              .build());
      sizeBytes += size;
    }

    void missing(String path, String artifactId) {
      if (missing.size() == ExecLimits.SNAPSHOT_FILES) {
        over("snapshot.files", ExecLimits.SNAPSHOT_FILES);
        return;
      }
      missing.add(Json.object().put("artifact_id", artifactId).put("path", path).build());
    }

    void over(String code, long limit) {
      Json.Obj over = ArtifactWatch.over(code, limit);
      if (!overLimits.contains(over)) {
        overLimits.add(over);
      }
    }

    Snapshot build() {
      return new Snapshot(files, sizeBytes, missing, overLimits);
    }
  }

  /// @param when `start` or `end`
  Recorder.Draft row(Journal journal, String when) {
    Json.Arr list = new Json.Arr(files);
    return journal
        .event(Kind.WORKSPACE_SNAPSHOTTED, files.size() + " files at the " + when)
        .with("when", when)
        .with("files", files.size())
        .with("size_bytes", sizeBytes)
        .with("digest", Digest.ofJson("clew.workspace.v1", Json.interoperable(list)).prefixed())
        .with("missing", missing.isEmpty() ? null : new Json.Arr(missing))
        .with("content_type", "application/json")
        .with("over_limit", overLimits.isEmpty() ? null : new Json.Arr(overLimits))
        .payload(Payload.of(list.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
