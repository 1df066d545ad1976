package dev.clew.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecorderTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final LedgerId LEDGER = new LedgerId("default", "run_1", "ledger_1");
  private static final Instant NOW = Instant.parse("2026-11-22T13:09:45Z");
  private static final Timestamp EARLIER = Timestamp.parse("2026-11-22T13:09:44.380Z");

  private final MemoryLedger ledger = new MemoryLedger(LEDGER, () -> NOW);
  private final Recorder recorder =
      new Recorder(
          ledger,
          new Unredacted(),
          () -> NOW,
          new Recorder.Producer("att_1", "clew-exec", 1, "pid-1", TRACE));

  @Test
  void event_thatSaysAll_isStampedWithAnIdentityOnly() {
    Payload payload = Payload.of("raw");
    IncomingEvent said =
        IncomingEvent.of(Kind.ARTIFACT_WRITTEN, "page 1")
            .stage(StagePath.of("render"), 2)
            .at(EARLIER)
            .took(Duration.ofMillis(5))
            .severity(Severity.WARN)
            .artifact("page-1")
            .links(new Event.Links("call_1", "worker-3", "ws_1"))
            .trace(new Event.Trace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null))
            .withAll(Json.object().put("path", "out/page-1.txt").build())
            .payload(payload)
            .build();

    Row row = recorder.event(said).append();

    assertThat(row.event())
        .isEqualTo(
            Event.of(identity(0), EARLIER, "artifact_written")
                .stage(StagePath.of("render"), 2)
                .summary("page 1")
                .took(Duration.ofMillis(5))
                .severity(Severity.WARN)
                .artifacts(List.of("page-1"))
                .links(said.links())
                .trace(said.trace())
                .attribute("path", Json.of("out/page-1.txt"))
                .rawRef(payload.ref())
                .build());
    assertThat(row.payload()).isEqualTo(payload);
  }

  @Test
  void event_thatSaysLittle_isStampedWithTheRest() {
    recorder.event(IncomingEvent.of("own_kind", "first").build()).append();
    IncomingEvent said =
        IncomingEvent.of("own_kind", "second")
            .toolCall("call_1")
            .span("00f067aa0ba902b7", null)
            .build();

    Row row =
        recorder
            .event(said)
            .atLatest(EARLIER)
            .withAll(Json.object().put("more", 1).build())
            .append();

    assertThat(ledger.rows(0, 1).getFirst().event().ts()).isEqualTo(Timestamp.of(NOW));
    assertThat(row.event())
        .isEqualTo(
            Event.of(identity(1), EARLIER, "own_kind")
                .summary("second")
                .links(new Event.Links("call_1", "pid-1", null))
                .trace(new Event.Trace(TRACE, "00f067aa0ba902b7", null))
                .attribute("more", Json.of(1))
                .build());
  }

  private static Event.Identity identity(long seq) {
    return new Event.Identity(
        Event.idOf(LEDGER.namespace(), "att_1", "clew-exec", 1, seq),
        LEDGER.namespace(),
        LEDGER.runId(),
        "att_1",
        "clew-exec",
        1,
        seq);
  }
}
