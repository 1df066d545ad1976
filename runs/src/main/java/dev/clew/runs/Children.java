package dev.clew.runs;

import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Timestamp;
import dev.clew.core.run.ChildRun;
import dev.clew.core.run.ParentRun;
import dev.clew.store.Finding;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The runs that a run has started, as its calls.
public final class Children {
  /// `family.children`: of one run that are shown at once.
  public static final int MOST = 200;

  /// In the order in which they began; those of which that is not known come last.
  public static final Comparator<ChildRun> IN_ORDER =
      Comparator.comparing(
          (ChildRun child) -> child.startedAt() == null ? null : child.startedAt().instant(),
          Comparator.nullsLast(Comparator.naturalOrder()));

  private Children() {}

  /// Those of a run, in its own namespace.
  public static RunQuery of(String namespace, String runId) {
    return RunQuery.ALL.in(Set.of(namespace)).startedBy(runId);
  }

  /// As far as an index knows it; null when no run has started it.
  public static @Nullable ChildRun child(RunEntry entry) {
    ParentRun parent = entry.parent();
    Finding finding = entry.finding();
    Finding.Failure failure = finding == null ? null : finding.failure();
    return parent == null
        ? null
        : new ChildRun(
            parent,
            entry.runId(),
            entry.namespace(),
            entry.name(),
            entry.status(),
            begun(entry),
            entry.finishedAt(),
            failure == null ? null : failure.headline());
  }

  /// As the duration of a run counts: from when it was asked for. Of a later attempt an index knows
  /// when it was started.
  private static @Nullable Timestamp begun(RunEntry entry) {
    Finding finding = entry.finding();
    return finding == null || (entry.attempts() == 1 && entry.createdAt() != null)
        ? entry.createdAt()
        : finding.startedAt();
  }

  /// By all rows of it; null when no run has started it.
  static @Nullable ChildRun child(RecordedRun run) {
    RunEntry entry = RunEntry.of(run.view(), run.source().location());
    ParentRun parent = entry.parent();
    Dossier dossier = run.explanation().dossier();
    return parent == null
        ? null
        : new ChildRun(
            parent,
            entry.runId(),
            entry.namespace(),
            entry.name(),
            entry.status(),
            run.view().attempt().clock().begunAt(),
            entry.finishedAt(),
            dossier == null ? null : dossier.blocker());
  }

  /// @param read all of them, as they can be read
  static List<ChildRun> inOrder(List<ChildRun> read) {
    return read.stream().sorted(IN_ORDER).toList();
  }
}
