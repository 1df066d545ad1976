package dev.clew.runs.replay;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedCommand;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.runs.disk.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run itself wrote into its folder, or removed from it: the files that its rows name, and
/// everything that last changed while an attempt was going on.
final class OwnWrites {
  /// Linux stamps files with its clock of the last tick, which is at most so old (100 Hz).
  private static final Duration TICK = Duration.ofMillis(10);

  /// The clock of a file system that keeps whole seconds: FAT keeps every other one.
  private static final Duration COARSE = Duration.ofSeconds(2);

  private final Path folder;
  private final Set<Path> written = new HashSet<>();
  private final Set<Path> words = new HashSet<>();
  private final Set<Path> removed = new HashSet<>();
  private final List<Going> attempts = new ArrayList<>();

  /// While an attempt was going on.
  private record Going(Instant from, Instant to) {
    boolean has(Instant moment, Duration slack) {
      return !moment.isBefore(from.minus(slack)) && !moment.isAfter(to.plus(slack));
    }
  }

  private OwnWrites(Path folder) {
    this.folder = folder;
  }

  /// @param first the attempt from which on
  static OwnWrites of(RunView run, AttemptView first, Path folder) {
    OwnWrites own = new OwnWrites(folder);
    List<AttemptView> attempts = run.attempts();
    for (AttemptView attempt : attempts.subList(attempts.indexOf(first), attempts.size())) {
      own.take(attempt);
    }
    return own;
  }

  private void take(AttemptView attempt) {
    for (ArtifactView artifact : attempt.artifacts()) {
      if (artifact.isWritten()) {
        add(artifact.path(), written);
      }
    }
    for (String word : words(attempt.facts())) {
      add(word.substring(word.indexOf('=') + 1), words);
    }
    for (Row row : attempt.rows()) {
      if (isEnd(row.event())) {
        for (String path : RunEnded.from(row.event()).workspaceRemoved()) {
          add(path, removed);
        }
      }
    }
    if (!attempt.rows().isEmpty()) {
      Timestamp started = attempt.startedAt();
      Timestamp ended = attempt.finishedAt();
      Instant from = (started == null ? attempt.rows().getFirst().event().ts() : started).instant();
      Instant to = (ended == null ? attempt.rows().getLast().receivedAt() : ended).instant();
      attempts.add(new Going(from, to));
    }
  }

  /// Where the command was told of files: in its own words, and in what was said of its artifacts.
  /// A ledger from before there was a request has only all the words that started the run.
  private static List<String> words(AttemptStarted facts) {
    Asked asked = facts.request();
    if (asked == null) {
      return facts.again();
    }
    AskedCommand command = asked.command();
    if (command == null) {
      return List.of();
    }
    List<String> words = new ArrayList<>(command.command());
    words.addAll(command.artifacts());
    words.addAll(command.finals());
    return words;
  }

  private static boolean isEnd(Event event) {
    return event.is(Kind.RUN_FINISHED) || event.is(Kind.RUN_CANCELLED);
  }

  private void add(String path, Set<Path> paths) {
    Path file = at(path);
    if (file != null) {
      paths.add(file);
    }
  }

  /// Null when no file can be called so.
  private @Nullable Path at(String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  boolean hasWritten(FolderFiles.Now found) {
    Instant changed = changedAt(found.file());
    return written.contains(found.file().normalize())
        || isWithin(found.modified())
        || (changed != null && isWithin(changed));
  }

  /// Whether the command line names it: a file that was not there before is one of its outputs.
  boolean names(FolderFiles.Now found) {
    return words.contains(found.file().normalize());
  }

  /// Whether a row says so, or the folder in which the file was has not changed since the run.
  boolean hasRemoved(String path) {
    Path file = at(path);
    if (file == null || !file.startsWith(folder)) {
      return false;
    }
    return written.contains(file) || removed.contains(file) || !hasChangedSince(file.getParent());
  }

  /// Of the nearest folder around that is there.
  private boolean hasChangedSince(@Nullable Path parent) {
    Path around = parent;
    while (around != null && !around.equals(folder) && !Files.isDirectory(around)) {
      around = around.getParent();
    }
    try {
      return around == null
          || isAfter(Files.getLastModifiedTime(around, LinkOption.NOFOLLOW_LINKS).toInstant());
    } catch (IOException e) {
      return true;
    }
  }

  /// Whether it was written to when no attempt was going on any more.
  boolean isAfter(FolderFiles.Now found) {
    return isAfter(found.modified());
  }

  private boolean isAfter(Instant moment) {
    return attempts.stream().allMatch(going -> moment.isAfter(going.to().plus(slack(moment))));
  }

  private boolean isWithin(Instant moment) {
    return attempts.stream().anyMatch(going -> going.has(moment, slack(moment)));
  }

  private static Duration slack(Instant stamp) {
    return stamp.truncatedTo(ChronoUnit.SECONDS).equals(stamp) ? COARSE : TICK;
  }

  /// When anything of the file was changed last, its name too, which nobody can set; null where the
  /// file system does not say.
  private static @Nullable Instant changedAt(Path file) {
    try {
      return Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
              instanceof FileTime time
          ? time.toInstant()
          : null;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return null;
    }
  }
}
