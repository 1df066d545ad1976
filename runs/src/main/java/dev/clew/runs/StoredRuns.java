package dev.clew.runs;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.run.ChildRun;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The runs of a store.
///
/// @param name what a user calls the store
public record StoredRuns(RunStore store, String name) implements Runs {
  private static final int PAGE_RUNS = 500;

  @Override
  public String place() {
    return "in the store " + name;
  }

  @Override
  public @Nullable RecordedRun newest(RunQuery query) {
    return store.newest(query).map(this::read).orElse(null);
  }

  @Override
  public <T> Listing<T> list(RunQuery query, Function<RecordedRun, T> kept) {
    List<Listed<T>> listed = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    List<RunEntry> page = store.find(query, PAGE_RUNS);
    while (!page.isEmpty()) {
      for (RunEntry entry : page) {
        try {
          RecordedRun run = read(entry);
          listed.add(new Listed<>(run.source(), kept.apply(run), List.of()));
        } catch (ClewException e) {
          unreadable.add(new Unreadable(entry.runId(), String.valueOf(e.getMessage())));
        }
      }
      page = store.find(query.startingAfter(page.getLast().place()), PAGE_RUNS);
    }
    return new Listing<>(listed, unreadable);
  }

  /// Of those that nobody has looked at yet all rows are read.
  @Override
  public List<ChildRun> children(RecordedRun run) {
    RunQuery query = Children.of(run.view().namespace(), run.view().runId());
    List<ChildRun> children = new ArrayList<>();
    for (RunEntry entry : store.find(query, Children.MOST)) {
      ChildRun child = entry.finding() == null ? whole(entry) : Children.child(entry);
      if (child != null) {
        children.add(child);
      }
    }
    return Children.inOrder(children);
  }

  private @Nullable ChildRun whole(RunEntry entry) {
    try {
      return Children.child(read(entry));
    } catch (ClewException e) {
      // It is damaged: what the index says of it stands.
      return Children.child(entry);
    }
  }

  /// @throws ClewException when its ledger is damaged
  private RecordedRun read(RunEntry entry) {
    RunKey key = new RunKey(entry.namespace(), entry.runId());
    Ledger ledger =
        store
            .ledger(key)
            .orElseThrow(() -> new ClewException("run " + key + " has gone from the store"));
    return RecordedRun.of(new StoredRunSource(ledger, entry.location()));
  }
}
