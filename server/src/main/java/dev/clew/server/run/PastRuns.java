package dev.clew.server.run;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.runs.StoredRunSource;
import dev.clew.runs.finding.PastDurations;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How long the newest good runs of a workflow took. They are read again when there is a newer one.
/// Thread-safe.
public final class PastRuns {
  /// `durations.runs`: the newest so many.
  public static final int MOST_RUNS = 20;

  /// A longer one is passed over.
  private static final long MAX_ROWS = 50_000;

  private static final int MOST_KEPT = 200;

  private record Workflow(String namespace, String name) {}

  private record Kept(List<String> runIds, PastDurations durations) {}

  private final RunStore store;
  private final Map<Workflow, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  public PastRuns(RunStore store) {
    this.store = store;
  }

  /// Of the workflow that a run is one of.
  ///
  /// @throws ClewException when the store cannot be read
  PastDurations of(RunKey run, String name) {
    return of(run.namespace(), name);
  }

  PastDurations of(String namespace, String name) {
    RunQuery query =
        RunQuery.ALL.in(Set.of(namespace)).named(name).withStatuses(Set.of(RunStatus.SUCCEEDED));
    List<String> runIds = store.find(query, MOST_RUNS).stream().map(RunEntry::runId).toList();
    Workflow workflow = new Workflow(namespace, name);
    synchronized (kept) {
      Kept known = kept.get(workflow);
      if (known != null && known.runIds().equals(runIds)) {
        return known.durations();
      }
    }
    PastDurations durations = read(namespace, runIds);
    synchronized (kept) {
      kept.put(workflow, new Kept(runIds, durations));
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return durations;
  }

  private PastDurations read(String namespace, List<String> runIds) {
    List<RunView> views = new ArrayList<>();
    for (String runId : runIds) {
      Ledger ledger = store.ledger(new RunKey(namespace, runId)).orElse(null);
      if (ledger != null && ledger.head().size() <= MAX_ROWS) {
        try {
          views.add(new StoredRunSource(ledger, runId).read().view());
        } catch (ClewException e) {
          // One that is damaged says nothing.
        }
      }
    }
    return PastDurations.of(views);
  }
}
