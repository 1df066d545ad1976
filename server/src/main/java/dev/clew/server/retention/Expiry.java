package dev.clew.server.retention;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.PayloadsExpired;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Removes the payloads of runs, and lets their ledgers say so.
public record Expiry(
    RunStore store,
    Supplier<Redactor> redactors,
    InstantSource clock,
    Metrics metrics,
    Consumer<Set<RunKey>> changed) {

  /// @param policy that it follows
  /// @return false when the run is not there any more, or goes on just now
  boolean expire(RunKey run, String policy) {
    Ledger ledger = store.ledger(run).orElse(null);
    if (ledger == null) {
      return false;
    }
    List<Row> newest = ledger.rows(Math.max(0, ledger.head().size() - 1), 1);
    if (newest.isEmpty()) {
      return false;
    }
    Timestamp now = Timestamp.of(clock.instant());
    var said = PayloadsExpired.event(newest.getFirst(), now, policy);
    if (!(store.expire(redactors.get().redact(said, null)) instanceof Appended.Stored)) {
      return false;
    }
    metrics.expired(policy);
    changed.accept(Set.of(run));
    return true;
  }
}
