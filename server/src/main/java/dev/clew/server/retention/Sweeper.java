package dev.clew.server.retention;

import dev.clew.core.ClewException;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.ledger.Row;
import dev.clew.server.access.AuditLog;
import dev.clew.server.run.RunRemovals;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import dev.clew.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Goes through all runs, over and over, and removes those whose time is over: some at a time, with
/// pauses, so that those who write and read do not wait for it.
public final class Sweeper implements AutoCloseable {
  private static final AuditLog.By BY = new AuditLog.By("clew", "");

  /// Looked at in a round.
  private static final int PAGE_RUNS = 1_000;

  /// Removed in a round.
  private static final int MOST_REMOVED = 20;

  /// A trace says in its first rows that it named no run.
  private static final int FIRST_ROWS = 10;

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// After it has seen all runs.
  private static final Duration REST = Duration.ofSeconds(2);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

  private final Retention retention;
  private final RunStore store;
  private final RunRemovals removals;
  private final Expiry expiry;
  private final InstantSource clock;
  private final Thread thread;
  private long after = Long.MIN_VALUE;
  private volatile boolean isEnded;

  public Sweeper(
      Retention retention,
      RunStore store,
      RunRemovals removals,
      Expiry expiry,
      InstantSource clock) {
    this.retention = retention;
    this.store = store;
    this.removals = removals;
    this.expiry = expiry;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("clew-retention").daemon().unstarted(this::run);
  }

  /// Does nothing when everything stays.
  public void start() {
    if (!retention.isNone()) {
      thread.start();
    }
  }

  private void run() {
    try {
      while (!isEnded) {
        Thread.sleep(round());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreFault fault) {
      // The store only reads, or was closed: there is nothing to do here any more.
    }
  }

  /// @return for how long there is nothing to do
  private Duration round() {
    try {
      return sweep();
    } catch (StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.READ_ONLY || fault.kind() == StoreFault.Kind.CLOSED) {
        throw fault;
      }
      return AFTER_FAULT;
    } catch (RuntimeException e) {
      // The database is away for a moment.
      return AFTER_FAULT;
    }
  }

  private Duration sweep() {
    Instant now = clock.instant();
    List<StoredRun> page = store.walk(after, PAGE_RUNS);
    int removed = 0;
    for (StoredRun run : page) {
      if (isEnded || removed == MOST_REMOVED) {
        return PAUSE;
      }
      removed += isRemoved(run, now) ? 1 : 0;
      after = run.number();
    }
    if (page.size() == PAGE_RUNS) {
      return PAUSE;
    }
    after = Long.MIN_VALUE;
    return REST;
  }

  /// @return whether anything was
  private boolean isRemoved(StoredRun run, Instant now) {
    RunKey key = new RunKey(run.entry().namespace(), run.entry().runId());
    if (key.namespace().equals(RunKey.SERVER_NAMESPACE)) {
      return false;
    }
    KeepTime unnamed = retention.rules().get(Retention.UNNAMED);
    boolean mayBeUnnamed = unnamed != null && unnamed.isOver(run.receivedAt(), now);
    String workflow = run.entry().name();
    Retention.Policy whole = retention.ofRun(workflow, mayBeUnnamed && isUnnamed(key));
    if (whole != null && whole.time().isOver(run.receivedAt(), now)) {
      return removals.remove(key, whole.words(), BY).isPresent();
    }
    Retention.Policy raw = retention.policy(Retention.RAW, workflow);
    return raw != null
        && run.hasPayloads()
        // What follows from payloads is found before they are gone.
        && run.entry().finding() != null
        && raw.time().isOver(run.receivedAt(), now)
        && expiry.expire(key, raw.words());
  }

  private boolean isUnnamed(RunKey key) {
    try {
      List<Row> rows =
          store.ledger(key).map(ledger -> ledger.rows(0, FIRST_ROWS)).orElse(List.of());
      return rows.stream().anyMatch(row -> AnyEvent.from(row.event()).isOfUnnamedRun());
    } catch (StoreFault fault) {
      throw fault;
    } catch (ClewException e) {
      // It is damaged, or was removed meanwhile.
      return false;
    }
  }

  @Override
  public void close() {
    isEnded = true;
    thread.interrupt();
  }
}
