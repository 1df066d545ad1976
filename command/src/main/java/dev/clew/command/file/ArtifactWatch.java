package dev.clew.command.file;

import dev.clew.command.journal.ExecLimits;
import dev.clew.command.journal.Journal;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.part.OverLimit;
import dev.clew.core.ledger.Recorder;
import dev.clew.runs.disk.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Records the artifacts of a command as they appear and change: once a file is the same at two
/// looks, and at the end what has changed since. A file that comes and goes between two looks is
/// not seen. Thread-safe.
public final class ArtifactWatch {
  /// Linux stamps files with its clock of the last tick, which is at most so old (100 Hz).
  private static final Duration TICK = Duration.ofMillis(10);

  /// The clock of a file system that keeps whole seconds: FAT keeps every other one.
  private static final Duration COARSE = Duration.ofSeconds(2);

  private final Path folder;
  private final List<FilePattern> all;
  private final List<FilePattern> finals;
  private final Predicate<Path> isOwn;
  private final Journal journal;
  private final InstantSource clock;

  /// As they were before the command, or as they were recorded.
  private final Map<Path, FileStamp> known = new HashMap<>();

  private final Map<Path, FileStamp> changing = new HashMap<>();
  private final Map<Path, Digest> digests = new HashMap<>();
  private final Map<String, DeclaredFile> declared = new TreeMap<>();
  private final TreeSet<Path> written = new TreeSet<>();
  private Instant begun = Instant.MIN;
  private Instant started = Instant.MIN;
  private boolean isAllKnown = true;
  private boolean saidOverLimit;
  private @Nullable Timestamp lastWrite;

  /// @param isOwn files of clew itself, which are nobody's artifacts
  /// @param clock that of the file system
  public ArtifactWatch(
      Path folder,
      List<FilePattern> artifacts,
      List<FilePattern> finals,
      Predicate<Path> isOwn,
      Journal journal,
      InstantSource clock) {
    this.folder = folder;
    this.finals = List.copyOf(finals);
    this.all = new ArrayList<>(artifacts);
    this.all.addAll(finals);
    this.isOwn = isOwn;
    this.journal = journal;
    this.clock = clock;
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Takes note of what is there before the command starts: that is nothing that it wrote.
  public void begin() {
    begin(ExecLimits.ARTIFACT_FIRST_LOOK);
  }

  synchronized void begin(ExecLimits.NamedTime limit) {
    if (!isEmpty()) {
      ArtifactFiles now = look(limit);
      known.putAll(now.files());
      isAllKnown = now.isWhole();
    }
    begun = clock.instant();
    started = begun;
  }

  /// The process is about to be started: what it writes, it writes from now on.
  public synchronized void started(Instant at) {
    started = at;
  }

  /// The command itself has said something of the file at a path.
  public synchronized void declare(DeclaredFile file) {
    String path = shown(folder.resolve(file.path()).normalize());
    DeclaredFile before = declared.get(path);
    declared.put(path, before == null ? file : before.then(file));
  }

  public synchronized void look() {
    look(false);
  }

  /// The last look: records also what was changing a moment ago.
  public synchronized void end() {
    look(true);
  }

  /// When the newest file that was recorded was written; null when none was.
  public synchronized @Nullable Timestamp lastWrite() {
    return lastWrite;
  }

  private ArtifactFiles look(ExecLimits.NamedTime limit) {
    return ArtifactFiles.matching(all, isOwn, limit);
  }

  private void look(boolean isLast) {
    if (isEmpty()) {
      return;
    }
    ArtifactFiles now = look(ExecLimits.ARTIFACT_LOOK);
    now.files()
        .forEach((file, stamp) -> {
          if (stamp.equals(known.get(file)) || wasThere(file, stamp)) {
            changing.remove(file);
          } else if (isLast || stamp.equals(changing.get(file))) {
            record(file, stamp, isLast);
          } else {
            changing.put(file, stamp);
          }
        });
    // Gone: if it comes again, it was written again.
    known.keySet().removeIf(file -> now.isWhole() && !now.files().containsKey(file));
    OverLimit over = now.overLimit();
    if (over != null && !saidOverLimit) {
      saidOverLimit = true;
      journal.write(
          journal
              .event(Kind.LOG, "not all artifacts are watched: there are too many files")
              .severity(Severity.WARN)
              .with(AnyEvent.OVER_LIMIT, over.attributes()));
    }
  }

  /// When not all could be seen that was there before the command, its time has to say it.
  private boolean wasThere(Path file, FileStamp stamp) {
    boolean isOld =
        !isAllKnown
            && !known.containsKey(file)
            && stamp.modified().isBefore(begun.minus(granularity(stamp)));
    if (isOld) {
      known.put(file, stamp);
    }
    return isOld;
  }

  private void record(Path file, FileStamp stamp, boolean isLast) {
    DeclaredFile said = declared.get(shown(file));
    Recorder.Draft row =
        journal
            .event(Kind.ARTIFACT_WRITTEN, "wrote " + shown(file))
            .artifact(idOf(file))
            .with(ArtifactWritten.ARTIFACT_KIND, kindOf(file, said))
            .with(ArtifactWritten.PATH, shown(file))
            .with(ArtifactWritten.SIZE_BYTES, stamp.sizeBytes())
            .with(ArtifactWritten.MODIFIED_AT, Timestamp.of(stamp.modified()).toString());
    Timestamp at = writtenAt(stamp);
    row.at(at);
    boolean isSaid = false;
    if (stamp.sizeBytes() > ExecLimits.ARTIFACT_HASH_BYTES) {
      row.with(
          AnyEvent.OVER_LIMIT,
          FileList.over("artifact.hash_bytes", ExecLimits.ARTIFACT_HASH_BYTES).attributes());
    } else {
      try {
        Digest digest = FileDigest.of(file, stamp.sizeBytes());
        if (stamp.equals(stampOf(file))) {
          row.with(ArtifactWritten.CHECKSUM, digest.prefixed());
          digests.put(file, digest);
          isSaid = said != null && said.isWritten(digest);
        } else if (isLast) {
          row.with(ArtifactWritten.CHECKSUM_MISSING, "the file was still being written");
        } else {
          changing.remove(file);
          return;
        }
      } catch (NoSuchFileException e) {
        return;
      } catch (IOException e) {
        row.with(ArtifactWritten.CHECKSUM_MISSING, "the file cannot be read");
      }
    }
    changing.remove(file);
    known.put(file, stamp);
    written.add(file);
    if (!isSaid) {
      journal.write(row);
      lastWrite = lastWrite == null || lastWrite.compareTo(at) < 0 ? at : lastWrite;
    }
  }

  /// When it was modified, if that can be: a copy may bring the time of its original along. The
  /// clock of a file system is coarse, so that what was written just now may look older than the
  /// process that wrote it.
  private Timestamp writtenAt(FileStamp stamp) {
    Instant now = clock.instant();
    Instant modified = stamp.modified();
    if (modified.isAfter(now) || modified.isBefore(started.minus(granularity(stamp)))) {
      return Timestamp.of(now);
    }
    return Timestamp.of(modified.isBefore(started) ? started : modified);
  }

  private static Duration granularity(FileStamp stamp) {
    boolean isWhole = stamp.modified().truncatedTo(ChronoUnit.SECONDS).equals(stamp.modified());
    return isWhole ? COARSE : TICK;
  }

  private static FileStamp stampOf(Path file) throws IOException {
    return FileStamp.of(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private boolean isFinal(Path file) {
    return finals.stream().anyMatch(glob -> glob.matches(file));
  }

  private String kindOf(Path file, @Nullable DeclaredFile said) {
    if (isFinal(file)) {
      return "final";
    }
    return said == null || said.kind().isEmpty() ? "intermediate" : said.kind();
  }

  private String idOf(Path file) {
    String path = shown(file);
    DeclaredFile said = declared.get(path);
    return said == null ? path : said.artifactId();
  }

  /// From the working folder, where it is below it.
  private String shown(Path file) {
    return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
  }

  /// What is there of the artifacts, and which are not, that the command named or that were seen,
  /// for the end of the attempt.
  public synchronized FileList snapshot() {
    FileList.Builder snapshot = new FileList.Builder();
    if (!isEmpty()) {
      ArtifactFiles now = look(ExecLimits.ARTIFACT_LOOK);
      now.files()
          .forEach((file, stamp) -> {
            @Nullable Digest digest = stamp.equals(known.get(file)) ? digests.get(file) : null;
            snapshot.add(shown(file), stamp.sizeBytes(), digest);
          });
      if (now.overLimit() != null) {
        snapshot.over(now.overLimit());
      }
    }
    declared.forEach((path, file) -> {
      if (isGone(folder.resolve(path))) {
        snapshot.missing(path, file.artifactId(), false);
      }
    });
    for (Path file : written) {
      if (!declared.containsKey(shown(file)) && isGone(file)) {
        snapshot.missing(shown(file), shown(file), !isFinal(file));
      }
    }
    return snapshot.build();
  }

  private static boolean isGone(Path file) {
    return !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
