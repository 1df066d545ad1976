package dev.clew.core.ledger;

import dev.clew.core.TestRun;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Events that differ where a test wants them to.
final class TestEvents {
  static final LedgerId LEDGER = new LedgerId("default", "run_1", "ledger_1");
  static final Timestamp RECEIVED = Timestamp.parse("2026-11-22T13:09:45.000001Z");

  private TestEvents() {}

  public static Event event(String id, long epoch, String summary) {
    return event(id, "clew-run", epoch, summary, Json.EMPTY_OBJECT);
  }

  public static Event event(
      String id, String producer, long epoch, String summary, Json.Obj attributes) {
    return Event.of(
            new Event.Identity(
                id, LEDGER.namespace(), LEDGER.runId(), "attempt_1", producer, epoch, 0),
            Timestamp.parse("2026-11-22T13:09:44.380Z"),
            "log")
        .stage(null, 1)
        .summary(summary)
        .took(Duration.ofMillis(12))
        .attributes(attributes)
        .build();
  }

  static RedactedEvent redacted(Event event) {
    return redacted(event, null);
  }

  static RedactedEvent redacted(Event event, @Nullable Payload payload) {
    return TestRun.redacted(event, payload);
  }
}
