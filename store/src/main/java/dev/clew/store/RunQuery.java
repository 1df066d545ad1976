package dev.clew.store;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.RunStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs are meant. All that it says must hold; what is absent holds for every run.
///
/// @param word what a user calls the run: its id or the beginning of that, its name, or at least 8
///   digits of its execution key
/// @param namespaces in one of them; null for any but the server's own, and with none there is no
///   such run
/// @param parent the id of the run that has started it
/// @param isUnnamed whether it is a trace that named no run; null when either will do
/// @param statuses one of them; empty for any
/// @param since created then or later
/// @param until created before
/// @param definition what was executed
/// @param attempts it had so many, or more; from 1
/// @param finding what was found of it
/// @param after those that come after it in the order of [RunIndex#find]
public record RunQuery(
    @Nullable String word,
    @Nullable Set<String> namespaces,
    @Nullable String name,
    @Nullable String version,
    @Nullable String correlationId,
    @Nullable String parent,
    @Nullable Boolean isUnnamed,
    Set<RunStatus> statuses,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable DefinitionRef definition,
    int attempts,
    FindingQuery finding,
    RunEntry.@Nullable Place after) {
  public static final RunQuery ALL =
      new RunQuery(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          Set.of(),
          null,
          null,
          null,
          1,
          FindingQuery.ANY,
          null);

  private static final String ID_PREFIX = "run_";

  /// Of an id, after its prefix: fewer would name any run.
  private static final int MIN_ID_CHARS = 4;

  private static final int MIN_KEY_DIGITS = 8;

  public RunQuery {
    namespaces = namespaces == null ? null : Set.copyOf(namespaces);
    statuses = Set.copyOf(statuses);
  }

  public static RunQuery of(String word) {
    return ALL.withWord(word);
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

  public RunQuery withWord(@Nullable String other) {
    Change change = new Change(this);
    change.word = other;
    return change.query();
  }

  /// In one of these namespaces.
  public RunQuery in(@Nullable Set<String> other) {
    Change change = new Change(this);
    change.namespaces = other;
    return change.query();
  }

  public RunQuery named(@Nullable String other) {
    Change change = new Change(this);
    change.name = other;
    return change.query();
  }

  public RunQuery ofVersion(@Nullable String other) {
    Change change = new Change(this);
    change.version = other;
    return change.query();
  }

  public RunQuery correlatedBy(@Nullable String other) {
    Change change = new Change(this);
    change.correlationId = other;
    return change.query();
  }

  public RunQuery startedBy(@Nullable String other) {
    Change change = new Change(this);
    change.parent = other;
    return change.query();
  }

  public RunQuery unnamed(@Nullable Boolean other) {
    Change change = new Change(this);
    change.isUnnamed = other;
    return change.query();
  }

  public RunQuery withStatuses(Set<RunStatus> other) {
    Change change = new Change(this);
    change.statuses = other;
    return change.query();
  }

  public RunQuery createdSince(@Nullable Instant other) {
    Change change = new Change(this);
    change.since = other;
    return change.query();
  }

  public RunQuery createdBefore(@Nullable Instant other) {
    Change change = new Change(this);
    change.until = other;
    return change.query();
  }

  public RunQuery executing(@Nullable DefinitionRef other) {
    Change change = new Change(this);
    change.definition = other;
    return change.query();
  }

  public RunQuery withAttempts(int least) {
    Change change = new Change(this);
    change.attempts = least;
    return change.query();
  }

  public RunQuery finding(FindingQuery other) {
    Change change = new Change(this);
    change.finding = other;
    return change.query();
  }

  public RunQuery startingAfter(RunEntry.@Nullable Place other) {
    Change change = new Change(this);
    change.after = other;
    return change.query();
  }

  /// A query on its way to another one.
  private static final class Change {
    private @Nullable String word;
    private @Nullable Set<String> namespaces;
    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String correlationId;
    private @Nullable String parent;
    private @Nullable Boolean isUnnamed;
    private Set<RunStatus> statuses;
    private @Nullable Instant since;
    private @Nullable Instant until;
    private @Nullable DefinitionRef definition;
    private int attempts;
    private FindingQuery finding;
    private RunEntry.@Nullable Place after;

    Change(RunQuery from) {
      word = from.word;
      namespaces = from.namespaces;
      name = from.name;
      version = from.version;
      correlationId = from.correlationId;
      parent = from.parent;
      isUnnamed = from.isUnnamed;
      statuses = from.statuses;
      since = from.since;
      until = from.until;
      definition = from.definition;
      attempts = from.attempts;
      finding = from.finding;
      after = from.after;
    }

    RunQuery query() {
      return new RunQuery(
          word,
          namespaces,
          name,
          version,
          correlationId,
          parent,
          isUnnamed,
          statuses,
          since,
          until,
          definition,
          attempts,
          finding,
          after);
    }
  }

  /// Whether all holds but the definition and the words, which an entry does not name.
  public boolean accepts(RunEntry run) {
    return (word == null || answersTo(run, word))
        && isIn(run.namespace())
        && (name == null || name.equals(run.name()))
        && (version == null || version.equals(run.version()))
        && (correlationId == null || correlationId.equals(run.correlationId()))
        && (parent == null || isStartedBy(parent, run))
        && (isUnnamed == null || isUnnamed == run.isUnnamed())
        && (statuses.isEmpty() || statuses.contains(run.status()))
        && isInTime(run.createdAt())
        && run.attempts() >= attempts
        && finding.accepts(run)
        && (after == null || after.compareTo(run.place()) < 0);
  }

  private boolean isIn(String namespace) {
    return namespaces == null
        ? !namespace.equals(RunKey.SERVER_NAMESPACE)
        : namespaces.contains(namespace);
  }

  private static boolean isStartedBy(String parent, RunEntry run) {
    return run.parent() != null && parent.equals(run.parent().runId());
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
        || run.name().equals(wanted)
        || (mayBeginKey(wanted) && begins(run.executionKey(), wanted))
        || idBeginnings(wanted).stream().anyMatch(beginning -> begins(run.runId(), beginning));
  }

  /// Half of a character is no beginning of it.
  private static boolean begins(String text, String beginning) {
    int end = beginning.length();
    return text.startsWith(beginning)
        && !(end > 0
            && end < text.length()
            && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end)));
  }

  /// With what the id of a run begins that is called so; empty when the word is too short for that.
  public static List<String> idBeginnings(String word) {
    String random = word.startsWith(ID_PREFIX) ? word.substring(ID_PREFIX.length()) : word;
    return random.length() < MIN_ID_CHARS ? List.of() : List.of(word, ID_PREFIX + word);
  }

  /// Whether the word is long enough to be the beginning of an execution key.
  public static boolean mayBeginKey(String word) {
    return word.length() >= MIN_KEY_DIGITS;
  }
}
