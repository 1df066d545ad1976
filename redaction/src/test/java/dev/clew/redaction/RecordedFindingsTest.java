package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An event says what was taken out of it.
class RecordedFindingsTest {
  private final SecretRedactor redactor = new SecretRedactor();

  @Test
  void redact_found_recordsPlaceNameRuleAndLength() {
    redactor.learn("customer", "ACME-4711");
    Json.Obj attributes =
        Json.object()
            .put("content_type", "application/json")
            .put(
                "response",
                TestEvents.headers(
                    TestEvents.header("X-Request-Source", "api"),
                    TestEvents.header("WWW-Authenticate", "Bearer realm=\"x\"")))
            .put("url", "https://ann:pw1@h/?sig=abc#x")
            .put("a/b~", Json.object().put("hello ACME-4711", "x").build())
            .put("list", Json.strings(List.of("ACME-4711", "AKIA" + "IOSFODNN7EXAMPLE")))
            .build();

    RedactedEvent redacted =
        redactor.redact(
            TestEvents.event("for ACME-4711", attributes), Payload.of("{\"pin\":4821,\"a\":1}"));

    assertThat(redacted.event().attributes().list("redactions"))
        .map(Json::toString)
        .containsExactly(
            "{\"where\":\"/attributes/a~1b~0\",\"name\":\"customer\",\"rule\":\"value\",\"len\":9}",
            "{\"where\":\"/attributes/list/0\",\"name\":\"customer\",\"rule\":\"value\",\"len\":9}",
            "{\"where\":\"/attributes/list/1\",\"name\":\"aws-access-key\",\"rule\":\"pattern:aws-access-key\",\"len\":20}",
            "{\"where\":\"/attributes/response/headers/0/value\",\"name\":\"header\",\"rule\":\"header-allowlist\",\"len\":3}",
            "{\"where\":\"/attributes/response/headers/1/value\",\"name\":\"www-authenticate\",\"rule\":\"header-allowlist\",\"len\":9}",
            "{\"where\":\"/attributes/url\",\"name\":\"password\",\"rule\":\"url\",\"len\":3}",
            "{\"where\":\"/attributes/url\",\"name\":\"sig\",\"rule\":\"url\",\"len\":3}",
            "{\"where\":\"/raw/pin\",\"name\":\"pin\",\"rule\":\"name\",\"len\":4}",
            "{\"where\":\"/summary\",\"name\":\"customer\",\"rule\":\"value\",\"len\":9}");
    assertThat(redacted.event().attributes().members().keySet())
        .containsExactly("content_type", "response", "url", "a/b~", "list", "redactions");
    assertThat(redacted.event().attributes().object("response").objects("headers"))
        .extracting(header -> header.text("value"))
        .containsExactly("[redacted:header len=3]", "Bearer [redacted:www-authenticate len=9]");
  }

  @Test
  void redact_moreThanFits_saysHowManyMore() {
    List<Json> tokens = new ArrayList<>();
    for (int index = 0; index < 250; index++) {
      tokens.add(Json.of("t" + index));
    }
    Event event = TestEvents.event(Json.object().put("password", tokens).build());

    Event redacted = redactor.redact(event, null).event();

    assertThat(redacted.attributes().list("redactions")).hasSize(200);
    assertThat(redacted.attributes().whole("redactions_more")).isEqualTo(50);
    assertThat(redactor.redact(redacted, null).event()).isEqualTo(redacted);
  }

  @Test
  void scrub_laterKnowledge_addsToWhatIsRecorded() {
    Event first =
        redactor
            .redact(
                TestEvents.event("a swordfish-1", Json.object().put("pin", "4821").build()), null)
            .event();
    redactor.learn("late", "swordfish-1");

    Event scrubbed = redactor.scrub(first, null).event();

    assertThat(scrubbed.summary()).isEqualTo("a [redacted:late len=11]");
    assertThat(scrubbed.attributes().objects("redactions"))
        .extracting(finding -> finding.text("where"))
        .containsExactly("/attributes/pin", "/summary");
  }

  @Test
  void late_valueLearnedAfterwards_namesRowAndPlaces() {
    RedactedEvent stored =
        redactor.redact(
            TestEvents.event(
                "tool_call_completed",
                "load swordfish-1",
                "a swordfish-1",
                Json.object()
                    .put("inputs", List.of(TestEvents.header("q", "x=swordfish-1")))
                    .build()),
            Payload.of("{\"a\":[\"swordfish-1\"],\"token\":\"tok-9f8e7d6c5b4a\"}"));
    assertThat(redactor.late(TestEvents.row(stored.event(), stored.payload()))).isEmpty();

    redactor.learn("late", "swordfish-1");

    assertThat(redactor.late(TestEvents.row(stored.event(), stored.payload())))
        .extracting(
            LateRedaction.Finding::where,
            LateRedaction.Finding::name,
            LateRedaction.Finding::length,
            LateRedaction.Finding::row)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("/summary", "late", 11, 3L),
            org.assertj.core.groups.Tuple.tuple("/stage", "late", 11, 3L),
            org.assertj.core.groups.Tuple.tuple("/attributes/inputs/0/value", "late", 11, 3L),
            org.assertj.core.groups.Tuple.tuple("/raw/a/0", "late", 11, 3L));
  }

  @Test
  void unredacted_anything_changesNothing() {
    Event event = TestEvents.event("password=hunter2", Json.object().put("pin", "1234").build());
    Payload payload = Payload.of(new byte[] {(byte) 0xFF, 0});

    RedactedEvent kept = new Unredacted().redact(event, payload);

    assertThat(kept.payload()).isSameAs(payload);
    assertThat(kept.event().attributes()).isEqualTo(event.attributes());
    assertThat(new Unredacted().redact("password=hunter2")).isEqualTo("password=hunter2");
  }
}
