package dev.clew.server.access;

import dev.clew.core.event.Event;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Redactor;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What a server writes down of itself: ledgers in its own namespace, chained, proved and backed up
/// as all others are. Thread-safe.
final class OwnEvents {
  private final RunStore store;
  private final Redactor redactor;
  private final InstantSource clock;
  private final String producer = "clew-serve-" + UUID.randomUUID();
  private final AtomicLong seq = new AtomicLong();

  OwnEvents(RunStore store, Supplier<Redactor> redactors, InstantSource clock) {
    this.store = store;
    this.redactor = redactors.get();
    this.clock = clock;
  }

  Timestamp now() {
    return Timestamp.of(clock.instant());
  }

  Event made(String run, String kind, String summary, Json.Obj attributes) {
    String namespace = RunKey.SERVER_NAMESPACE;
    String attempt = run + ".1";
    long number = seq.getAndIncrement();
    var identity =
        new Event.Identity(
            Event.idOf(namespace, attempt, producer, 1, number),
            namespace,
            run,
            attempt,
            producer,
            1,
            number);
    return Event.of(identity, now(), kind).summary(summary).attributes(attributes).build();
  }

  /// All of them, or none. They are durable when this returns.
  ///
  /// @throws dev.clew.store.StoreFault when they could not be written
  void append(List<Event> events) {
    List<RedactedEvent> redacted = new ArrayList<>(events.size());
    synchronized (redactor) {
      events.forEach(event -> redacted.add(redactor.redact(event, null)));
    }
    store.append(redacted);
  }
}
