package dev.clew.store;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import java.util.List;

/// The ledger of one run as one of its holders sees it: what is appended goes through the store,
/// and is durable when that has taken it. For those who implement a store. Thread-safe.
public abstract class StoredLedger implements Ledger {
  private final RunStore store;
  private final LedgerId id;
  private volatile boolean isClosed;

  protected StoredLedger(RunStore store, LedgerId id) {
    this.store = store;
    this.id = id;
  }

  @Override
  public final LedgerId id() {
    return id;
  }

  @Override
  public final Appended append(RedactedEvent event) {
    return append(List.of(event)).getFirst();
  }

  /// @throws IllegalArgumentException when one of them is about another run
  @Override
  public final List<Appended> append(List<RedactedEvent> events) {
    requireOpen();
    RunKey own = RunKey.of(id);
    for (RedactedEvent event : events) {
      RunKey other = RunKey.of(event.event());
      if (!own.equals(other)) {
        throw new IllegalArgumentException(
            "an event of run " + other + " does not belong into the ledger of " + own);
      }
    }
    return store.append(events);
  }

  @Override
  public final void sync() {
    requireOpen();
  }

  @Override
  public final void close() {
    isClosed = true;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new ClewException("the ledger of run " + id.runId() + " is closed");
    }
  }
}
