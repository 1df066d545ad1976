package dev.clew.core.ledger;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.payload;
import static dev.clew.core.Detail.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.TestLedger;
import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowJsonTest {
  private static Row row(String summary, @Nullable Payload payload) {
    return new TestLedger()
        .event(Kind.LOG, at(1), summary(summary), payload(payload))
        .rows()
        .getFirst();
  }

  @Test
  void write_textPayload_standsAsText() {
    Row row = row("one", Payload.of("caf\u00e9\n"));
    Json.Obj wire = RowJson.write(row);

    assertThat(wire.text("raw")).isEqualTo("caf\u00e9\n");
    assertThat(wire.has("raw_base64")).isFalse();
    assertThat(RowJson.read(wire)).isEqualTo(row);
  }

  @Test
  void write_otherBytes_standAsBase64() {
    Row row = row("one", Payload.of(new byte[] {(byte) 0xff, 0, 1}));
    Json.Obj wire = RowJson.write(row);

    assertThat(wire.text("raw_base64")).isEqualTo("/wAB");
    assertThat(wire.has("raw")).isFalse();
    assertThat(RowJson.read(wire)).isEqualTo(row);
  }

  @Test
  void write_hostileText_isStoredAndReadBack() {
    Event event =
        Event.of(
                new Event.Identity("e\ud800", "default", "run_1", "attempt_1", "host\udc00", 0, 0),
                Timestamp.parse("2026-11-22T13:09:44.380Z"),
                "log")
            .summary("nul \u0000 and \ud800")
            .attribute("id", new Json.Num("12345678901234567890"))
            .build();
    Digest digest = Row.digestOf(event);
    Row row = new Row(0, event.ts(), Row.Verdict.ACCEPTED, event, digest, digest, null);

    assertThat(RowJson.read(RowJson.write(row))).isEqualTo(row);
    assertThat(row.event().summary()).isEqualTo("nul \u0000 and \\ud800");
    assertThat(row.event().attributes().text("id")).isEqualTo("12345678901234567890");
  }

  @Test
  void canonical_anyPayload_isTheCanonicalTextOfWrite() {
    for (Payload payload :
        new Payload[] {
          null, Payload.of("a \"line\"\n\u0001 \u20ac"), Payload.of(new byte[] {-1, 0})
        }) {
      Row row = row("caf\u00e9 \"one\"", payload);

      assertThat(RowJson.canonical(row, Canonical.text(EventJson.write(row.event()))))
          .isEqualTo(Canonical.text(RowJson.write(row)));
    }
  }

  @Test
  void read_memberOutOfRange_isRefused() {
    Json.Obj event = EventJson.write(row("one", null).event());

    assertThatThrownBy(() -> EventJson.read(event.with("try", Json.of(1L << 40))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'try'");
    assertThatThrownBy(() -> EventJson.read(event.with("epoch", Json.of(Long.MIN_VALUE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2^53-1");
    assertThatThrownBy(() -> EventJson.read(event.with("duration_ms", new Json.Num("1e99"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_missingMember_isRefused() {
    Json.Obj wire = RowJson.write(row("one", null));
    for (String name : wire.members().keySet()) {
      Json.Builder rest = Json.object();
      wire.members()
          .forEach((member, value) -> {
            if (!member.equals(name)) {
              rest.put(member, value);
            }
          });

      assertThatThrownBy(() -> RowJson.read(rest.build()))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
