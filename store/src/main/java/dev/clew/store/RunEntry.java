package dev.clew.store;

import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What an index knows of a run.
///
/// @param runId empty when its rows do not say it
/// @param version of its workflow; null when it has none
/// @param createdAt null when no row says it
/// @param finishedAt of the attempt that counts; null while that has no terminal row
/// @param correlationId another system's word for the work that it is a part of; null when nobody
///   says one
/// @param executionKey all of its hex digits; empty when it has none
/// @param parent what has started it, as its newest attempt that says so has it; null when nothing
///   has
/// @param isUnnamed whether nobody has named it: it is a trace, and has the id of that
/// @param attempts how many there were, from 1
/// @param location how a user would name it: a path, or its id where ids name runs
/// @param finding at its newest row; null while nobody has looked since that came
public record RunEntry(
    String runId,
    String namespace,
    String name,
    @Nullable String version,
    RunStatus status,
    @Nullable Timestamp createdAt,
    @Nullable Timestamp finishedAt,
    @Nullable String correlationId,
    String executionKey,
    @Nullable ParentRun parent,
    boolean isUnnamed,
    int attempts,
    String location,
    @Nullable Finding finding) {
  public RunEntry {
    if (attempts < 1) {
      throw new IllegalArgumentException("a run has at least one attempt");
    }
  }

  public static RunEntry of(RunView run, String location) {
    return new RunEntry(
        run.runId(),
        run.namespace(),
        run.name(),
        run.version(),
        run.status(),
        run.createdAt(),
        run.attempt().finishedAt(),
        run.created().correlationId(),
        run.created().get(RunCreated.EXECUTION_KEY, ""),
        parent(run),
        false,
        run.attempts().size(),
        location,
        null);
  }

  /// No run has started itself, whatever it says.
  private static @Nullable ParentRun parent(RunView run) {
    for (AttemptView attempt : run.attempts().reversed()) {
      ParentRun parent = ParentRun.of(attempt.facts());
      if (parent != null && !parent.runId().equals(run.runId())) {
        return parent;
      }
    }
    return null;
  }

  public RunEntry with(@Nullable Finding other) {
    return with(parent, isUnnamed, other);
  }

  /// The same, of which the rows beside its boundaries say whether it is a trace without a run.
  RunEntry unnamed(boolean other) {
    return with(parent, other, finding);
  }

  /// The same without what an index did not have in earlier formats of stores.
  public RunEntry ofEarlierFormats() {
    return with(null, false, finding);
  }

  private RunEntry with(
      @Nullable ParentRun otherParent, boolean otherUnnamed, @Nullable Finding otherFinding) {
    return new RunEntry(
        runId,
        namespace,
        name,
        version,
        status,
        createdAt,
        finishedAt,
        correlationId,
        executionKey,
        otherParent,
        otherUnnamed,
        attempts,
        location,
        otherFinding);
  }

  /// Where a run stands in the order of [RunIndex#find]. Texts are in the order of their code
  /// points, which is that of their bytes in UTF-8.
  ///
  /// @param createdAt null when no row says it
  public record Place(@Nullable Instant createdAt, String location, String namespace)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(
                Place::createdAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(Place::location, Place::compareCodePoints)
            .thenComparing(Place::namespace, Place::compareCodePoints);

    private static int compareCodePoints(String one, String other) {
      return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  public Place place() {
    return new Place(createdAt == null ? null : createdAt.instant(), location, namespace);
  }
}
