package dev.clew.store;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunFold;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// Folds the rows of a run into what an index knows of it, and keeps only those that count for it:
/// the boundaries of the run and of its stages. Not thread-safe.
public final class RunEntryFold {
  private static final Set<Kind> OF_RUN =
      EnumSet.of(
          Kind.RUN_CREATED,
          Kind.RUN_QUEUED,
          Kind.RUN_CLAIMED,
          Kind.LEASE_GRANTED,
          Kind.RUN_STARTED,
          Kind.RUN_FINISHED,
          Kind.RUN_CANCELLED,
          Kind.RUN_LOST);

  /// They say whether a success is one with failures.
  private static final Set<Kind> OF_STAGES =
      EnumSet.of(
          Kind.STAGE_STARTED,
          Kind.STAGE_COMPLETED,
          Kind.STAGE_FAILED,
          Kind.STAGE_SKIPPED,
          Kind.STAGE_NOT_REACHED,
          Kind.STAGE_CANCELLED,
          Kind.STAGE_RESOLVED);

  private final RunFold fold = new RunFold();
  private final AssignmentFold assignment = new AssignmentFold();
  private final Set<String> attempts = new HashSet<>();
  private final Set<ExecutedDefinition> definitions = new LinkedHashSet<>();
  private int kept;
  private boolean isOver;
  private boolean isLost;
  private boolean isUnnamed;

  /// Takes a row that comes after all that were taken.
  ///
  /// @return whether another entry may follow from it
  public boolean take(Row row) {
    Event event = row.event();
    if (row.verdict() != Row.Verdict.ACCEPTED) {
      return false;
    }
    Kind kind = Kind.of(event.kind());
    boolean isAlive = isLost && kind == Kind.HEARTBEAT;
    boolean isOfRun = isAlive || (kind != null && OF_RUN.contains(kind));
    boolean isOfStage = kind != null && OF_STAGES.contains(kind);
    boolean isFirst = attempts.add(event.attemptId());
    assignment.take(event, kind, isFirst);
    if (isFirst || isOfRun || isOfStage) {
      fold.take(row);
      kept++;
    }
    isLost = kind == Kind.RUN_LOST || (isLost && !isAlive);
    boolean wasUnnamed = isUnnamed;
    isUnnamed = wasUnnamed || AnyEvent.from(event).isOfUnnamedRun();
    isOver |= kind == Kind.RUN_FINISHED || kind == Kind.RUN_CANCELLED;
    ExecutedDefinition definition = ExecutedDefinition.of(event);
    boolean isDefined = definition != null && definitions.add(definition);
    return isFirst || isOfRun || isDefined || isUnnamed != wasUnnamed || (isOfStage && isOver);
  }

  /// How many rows it keeps.
  public int kept() {
    return kept;
  }

  /// A run without a terminal row goes on: whoever may still append to it is not seen from here.
  public RunEntry entry(String location) {
    return RunEntry.of(fold.view(RunView.Writer.PRESENT), location).unnamed(isUnnamed);
  }

  /// @param status that [#entry] says
  public Assignment assignment(RunStatus status) {
    return assignment.assignment(status);
  }

  public Set<ExecutedDefinition> definitions() {
    return Set.copyOf(definitions);
  }
}
