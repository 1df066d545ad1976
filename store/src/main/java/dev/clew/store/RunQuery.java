package dev.clew.store;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs are meant. All that it says must hold; what is absent holds for every run.
///
/// @param word what a user calls the run: its id or the beginning of that, its name, or at least 8
///   digits of its execution key
/// @param statuses one of them; empty for any
/// @param since created then or later
/// @param until created before
/// @param definition what was executed
public record RunQuery(
    @Nullable String word,
    Set<RunStatus> statuses,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable DefinitionRef definition) {
  public static final RunQuery ALL = new RunQuery(null, Set.of(), null, null, null);

  private static final String ID_PREFIX = "run_";

  /// Of an id, after its prefix: fewer would name any run.
  private static final int MIN_ID_CHARS = 4;

  private static final int MIN_KEY_DIGITS = 8;

  public RunQuery {
    statuses = Set.copyOf(statuses);
  }

  public static RunQuery of(String word) {
    return new RunQuery(word, Set.of(), null, null, null);
  }

  /// The runs that somebody should look at.
  public static RunQuery unsuccessful() {
    Set<RunStatus> statuses = EnumSet.noneOf(RunStatus.class);
    for (RunStatus status : RunStatus.values()) {
      if (status.unsuccessful()) {
        statuses.add(status);
      }
    }
    return ALL.withStatuses(statuses);
  }

  public RunQuery withStatuses(Set<RunStatus> others) {
    return new RunQuery(word, others, since, until, definition);
  }

  /// Whether all holds but the definition, which an entry does not name.
  public boolean accepts(RunEntry run) {
    return (word == null || answersTo(run, word))
        && (statuses.isEmpty() || statuses.contains(run.status()))
        && isInTime(run.createdAt());
  }

  private boolean isInTime(@Nullable Timestamp created) {
    if (since == null && until == null) {
      return true;
    }
    return created != null
        && (since == null || !created.instant().isBefore(since))
        && (until == null || created.instant().isBefore(until));
  }

  private static boolean answersTo(RunEntry run, String wanted) {
    if (wanted.isEmpty()) {
      return false;
    }
    return run.runId().equals(wanted)
        || isBeginningOf(run.runId(), wanted)
        || run.name().equals(wanted)
        || (wanted.length() >= MIN_KEY_DIGITS && run.executionKey().startsWith(wanted));
  }

  private static boolean isBeginningOf(String id, String wanted) {
    String random = wanted.startsWith(ID_PREFIX) ? wanted.substring(ID_PREFIX.length()) : wanted;
    return random.length() >= MIN_ID_CHARS
        && (id.startsWith(wanted) || id.startsWith(ID_PREFIX + wanted));
  }
}
