package dev.clew.server.access;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.StoreFault;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// What was done with the server and by whom, and who was not let in: a ledger for each month, in
/// the server's own namespace. What changes something is written with the change, or not at all;
/// the rest is written a moment later, and counted when there is too much of it. Thread-safe.
public final class AuditLog implements AutoCloseable {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("'audit-'yyyy-MM").withZone(ZoneOffset.UTC);

  public static final int PAGE_ENTRIES = 1_000;
  private static final int MOST_WAITING = 1_000;
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final OwnEvents events;
  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer;

  /// Who did it.
  ///
  /// @param principal the id of a token, or `owner`, `local`, `nobody`
  /// @param address from which; empty when it was no network
  public record By(String principal, String address) {
    public static final By OWNER = new By(Principal.OWNER.id(), "");

    public static By nobody(String address) {
      return new By("nobody", address);
    }
  }

  AuditLog(OwnEvents events) {
    this.events = events;
    this.writer = Thread.ofPlatform().daemon().name("clew-audit").unstarted(this::write);
  }

  /// Some entries of a month, the oldest first, each with the end of the chain up to it.
  ///
  /// @return `entries`, and `next` when there may be more
  public static Json.Obj page(RunStore store, YearMonth month, long from, int limit) {
    RunKey run = new RunKey(RunKey.SERVER_NAMESPACE, "audit-" + month);
    List<Row> rows = store.ledger(run).map(ledger -> ledger.rows(from, limit)).orElse(List.of());
    List<Json> entries = new ArrayList<>(rows.size());
    rows.forEach(row -> entries.add(entry(row)));
    Long next = rows.size() < limit ? null : rows.getLast().offset() + 1;
    return Json.object().put("entries", entries).put("next", next).build();
  }

  private static Json entry(Row row) {
    return Json.object()
        .put("offset", row.offset())
        .put("at", row.event().ts().toString())
        .put("what", row.event().kind())
        .putAll(row.event().attributes())
        .put("chain", row.chain().hex())
        .build();
  }

  Event entry(String kind, By by, Json.Obj said) {
    Json.Obj attributes =
        Json.object()
            .put("by", by.principal())
            .put("address", by.address().isEmpty() ? null : by.address())
            .putAll(said)
            .build();
    String words = kind.replace('_', ' ') + " (" + by.principal() + ")";
    return events.made(MONTH.format(events.now().instant()), kind, words, attributes);
  }

  /// Writes an entry soon.
  public void note(String kind, By by, Json.Obj said) {
    if (!waiting.offer(entry(kind, by, said))) {
      leftOut.incrementAndGet();
    }
    start();
  }

  /// Writes an entry of a change before that is made, so that none is made without one.
  ///
  /// @throws StoreFault when it could not be written
  public void write(String kind, By by, Json.Obj said) {
    events.append(List.of(entry(kind, by, said)));
  }

  private synchronized void start() {
    if (writer.getState() == Thread.State.NEW) {
      writer.start();
    }
  }

  private void write() {
    List<Event> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(waiting.take());
        waiting.drainTo(batch);
        append(batch);
        batch.clear();
      }
    } catch (InterruptedException told) {
      waiting.drainTo(batch);
      append(batch);
    }
  }

  private void append(List<Event> batch) {
    long missing = leftOut.getAndSet(0);
    if (missing > 0) {
      Json.Obj said = Json.object().put("count", missing).build();
      batch.add(entry("audit_incomplete", new By("clew", ""), said));
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      events.append(batch);
    } catch (StoreFault e) {
      leftOut.addAndGet(batch.size());
    }
  }

  /// Writes what waits, within a second, and nothing after that.
  @Override
  public void close() {
    try {
      if (writer.isAlive()) {
        writer.interrupt();
        writer.join(GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
