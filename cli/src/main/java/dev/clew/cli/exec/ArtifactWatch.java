package dev.clew.cli.exec;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.run.Kind;
import dev.clew.core.run.Severity;
import dev.clew.core.run.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Records the artifacts of a command as they appear and change: once a file is the same at two
/// looks, and at the end what has changed since. A file that comes and goes between two looks is
/// not seen. Thread-safe.
final class ArtifactWatch {
  private final Path folder;
  private final List<Glob> all;
  private final List<Glob> finals;
  private final Predicate<Path> isOwn;
  private final Journal journal;

  /// As they were before the command, or as they were recorded.
  private final Map<Path, FileStamp> known = new HashMap<>();

  private final Map<Path, FileStamp> changing = new HashMap<>();
  private final Map<Path, Digest> digests = new HashMap<>();
  private final Map<String, String> declared = new TreeMap<>();
  private boolean saidOverLimit;

  /// @param isOwn files of clew itself, which are nobody's artifacts
  ArtifactWatch(
      Path folder,
      List<Glob> artifacts,
      List<Glob> finals,
      Predicate<Path> isOwn,
      Journal journal) {
    this.folder = folder;
    this.finals = List.copyOf(finals);
    this.all = new ArrayList<>(artifacts);
    this.all.addAll(finals);
    this.isOwn = isOwn;
    this.journal = journal;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// Takes note of what is there before the command starts: that is nothing that it wrote.
  synchronized void begin() {
    if (!isEmpty()) {
      known.putAll(ArtifactFiles.matching(all, isOwn).files());
    }
  }

  /// The command itself has said what the file at that path is called.
  synchronized void declare(String path, String artifactId) {
    declared.put(shown(folder.resolve(path).normalize()), artifactId);
  }

  synchronized void look() {
    look(false);
  }

  /// The last look: records also what was changing a moment ago.
  synchronized void end() {
    look(true);
  }

  private void look(boolean isLast) {
    if (isEmpty()) {
      return;
    }
    ArtifactFiles now = ArtifactFiles.matching(all, isOwn);
    now.files()
        .forEach((file, stamp) -> {
          if (stamp.equals(known.get(file))) {
            changing.remove(file);
          } else if (isLast || stamp.equals(changing.get(file))) {
            record(file, stamp, isLast);
          } else {
            changing.put(file, stamp);
          }
        });
    // Gone: if it comes again, it was written again.
    known.keySet().removeIf(file -> !now.files().containsKey(file) && !now.isOverLimit());
    if (now.isOverLimit() && !saidOverLimit) {
      saidOverLimit = true;
      journal.write(
          journal
              .event(Kind.LOG, "not all artifacts are watched: there are too many files")
              .severity(Severity.WARN)
              .with("over_limit", over("artifact.files", ExecLimits.ARTIFACT_FILES)));
    }
  }

  private void record(Path file, FileStamp stamp, boolean isLast) {
    Recorder.Draft row =
        journal
            .event(Kind.ARTIFACT_WRITTEN, "wrote " + shown(file))
            .artifact(idOf(file))
            .with("artifact_kind", isFinal(file) ? "final" : "intermediate")
            .with("path", shown(file))
            .with("size_bytes", stamp.sizeBytes())
            .with("modified_at", Timestamp.of(stamp.modified()).toString());
    if (stamp.sizeBytes() > ExecLimits.ARTIFACT_HASH_BYTES) {
      row.with("over_limit", over("artifact.hash_bytes", ExecLimits.ARTIFACT_HASH_BYTES));
    } else {
      try {
        Digest digest = FileDigest.of(file);
        if (stamp.equals(stampOf(file))) {
          row.with("checksum", digest.prefixed());
          digests.put(file, digest);
        } else if (isLast) {
          row.with("checksum_missing", "the file was still being written");
        } else {
          changing.remove(file);
          return;
        }
      } catch (NoSuchFileException e) {
        return;
      } catch (IOException e) {
        row.with("checksum_missing", "the file cannot be read");
      }
    }
    changing.remove(file);
    known.put(file, stamp);
    journal.write(row);
  }

  private static FileStamp stampOf(Path file) throws IOException {
    return FileStamp.of(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private boolean isFinal(Path file) {
    return finals.stream().anyMatch(glob -> glob.matches(file));
  }

  private String idOf(Path file) {
    String path = shown(file);
    return declared.getOrDefault(path, path);
  }

  /// From the working folder, where it is below it.
  private String shown(Path file) {
    return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
  }

  static Json.Obj over(String code, long limit) {
    return Json.object().put("code", code).put("limit", limit).build();
  }

  /// What is there of the artifacts, and which that the command named are not, for the end of the
  /// attempt.
  synchronized Snapshot snapshot() {
    Snapshot.Builder snapshot = new Snapshot.Builder();
    if (!isEmpty()) {
      ArtifactFiles now = ArtifactFiles.matching(all, isOwn);
      now.files()
          .forEach((file, stamp) -> {
            @Nullable Digest digest = stamp.equals(known.get(file)) ? digests.get(file) : null;
            snapshot.add(shown(file), stamp.sizeBytes(), digest);
          });
      if (now.isOverLimit()) {
        snapshot.over("artifact.files", ExecLimits.ARTIFACT_FILES);
      }
    }
    declared.forEach((path, artifactId) -> {
      if (!Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        snapshot.missing(path, artifactId);
      }
    });
    return snapshot.build();
  }
}
