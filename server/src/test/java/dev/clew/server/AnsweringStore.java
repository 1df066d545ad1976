package dev.clew.server;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.store.Blobs;
import dev.clew.store.Found;
import dev.clew.store.LeasedRun;
import dev.clew.store.Removal;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import dev.clew.store.StoredRun;
import dev.clew.store.Tombstone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A store that lets a test say what becomes of an append.
record AnsweringStore(RunStore store, Runnable before) implements RunStore {
  @Override
  public List<Appended> append(List<RedactedEvent> events) {
    before.run();
    return store.append(events);
  }

  @Override
  public Optional<Appended> appendAt(long rows, RedactedEvent event) {
    return store.appendAt(rows, event);
  }

  @Override
  public List<RunKey> queued(String queue, @Nullable Set<String> namespaces, int limit) {
    return store.queued(queue, namespaces, limit);
  }

  @Override
  public List<LeasedRun> leased(long after, int limit) {
    return store.leased(after, limit);
  }

  @Override
  public Ledger begin(LedgerId id) {
    return store.begin(id);
  }

  @Override
  public Optional<Ledger> ledger(RunKey run) {
    return store.ledger(run);
  }

  @Override
  public List<RunEntry> find(RunQuery query, int limit) {
    return store.find(query, limit);
  }

  @Override
  public Optional<Tombstone> remove(Removal removal) {
    return store.remove(removal);
  }

  @Override
  public List<Tombstone> tombstones(String runId, @Nullable Set<String> namespaces) {
    return store.tombstones(runId, namespaces);
  }

  @Override
  public List<StoredRun> walk(long after, int limit) {
    return store.walk(after, limit);
  }

  @Override
  public Appended expire(RedactedEvent said) {
    return store.expire(said);
  }

  @Override
  public void keep(List<Found> found) {
    store.keep(found);
  }

  @Override
  public Map<RunKey, Long> unexamined(int limit) {
    return store.unexamined(limit);
  }

  @Override
  public Blobs blobs() {
    return store.blobs();
  }

  @Override
  public void close() {
    store.close();
  }
}
