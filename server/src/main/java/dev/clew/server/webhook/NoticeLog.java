package dev.clew.server.webhook;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which notices there were and what became of them: a ledger for each month, in the server's own
/// namespace. A notice is written down before it is sent, under its own id, so that of all servers
/// of a store, and of all lives of one, the first alone sends it. Its event says nothing that
/// differs between them.
final class NoticeLog {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("'webhook-'yyyy-MM").withZone(ZoneOffset.UTC);
  private static final String PRODUCER = "clew-webhook";
  private static final String QUEUED = "webhook_queued";

  private final RunStore store;
  private final Redactor redactor;

  NoticeLog(RunStore store, Redactor redactor) {
    this.store = store;
    this.redactor = redactor;
  }

  /// What a receiver is sent.
  ///
  /// @param at when the state of the run changed
  record Message(String id, Timestamp at, Payload body) {}

  /// What became of a message.
  enum Outcome {
    DELIVERED,
    FAILED;

    private String kind() {
      return this == DELIVERED ? "webhook_delivered" : "webhook_failed";
    }
  }

  /// Durable when this returns.
  ///
  /// @return what is to be sent; null when somebody has written it down already
  @Nullable Message claim(Message message) {
    RedactedEvent event = redacted(message.id(), QUEUED, message.at(), message.body());
    boolean isFirst =
        store.append(List.of(event)).getFirst() instanceof Appended.Stored stored
            && stored.row().verdict() == Row.Verdict.ACCEPTED;
    Payload kept = event.payload();
    return isFirst && kept != null ? new Message(message.id(), message.at(), kept) : null;
  }

  void ended(Message message, Outcome outcome) {
    String id = message.id() + "." + outcome.kind();
    store.append(List.of(redacted(id, outcome.kind(), message.at(), null)));
  }

  private synchronized RedactedEvent redacted(
      String id, String kind, Timestamp at, @Nullable Payload payload) {
    String run = MONTH.format(at.instant());
    var identity = new Event.Identity(id, RunKey.SERVER_NAMESPACE, run, run + ".1", PRODUCER, 1, 0);
    Event.Builder event = Event.of(identity, at, kind).summary(kind.replace('_', ' '));
    if (payload != null) {
      event.rawRef(payload.ref());
    }
    return redactor.redact(event.build(), payload);
  }

  /// What was written down and has no outcome, the oldest first: a server ended before it knew one.
  ///
  /// @param since of those whose run changed then or later
  List<Message> open(Instant since) {
    Set<String> months = new LinkedHashSet<>();
    months.add(MONTH.format(since));
    months.add(MONTH.format(since.plus(Duration.ofDays(2))));
    Map<String, Message> open = new LinkedHashMap<>();
    for (String month : months) {
      store
          .ledger(new RunKey(RunKey.SERVER_NAMESPACE, month))
          .ifPresent(ledger -> ledger.each(0, row -> take(row, since, open)));
    }
    return List.copyOf(open.values());
  }

  private static void take(Row row, Instant since, Map<String, Message> open) {
    Event event = row.event();
    Payload payload = row.payload();
    if (event.kind().equals(QUEUED)) {
      if (payload != null && !event.ts().instant().isBefore(since)) {
        open.putIfAbsent(event.eventId(), new Message(event.eventId(), event.ts(), payload));
      }
    } else {
      open.remove(event.eventId().substring(0, Math.max(0, event.eventId().indexOf('.'))));
    }
  }
}
