package dev.clew.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final LedgerId LEDGER = new LedgerId("default", "run_1", "ledger_1");
  private static final Timestamp RECEIVED = Timestamp.parse("2026-11-22T13:09:45.000001Z");

  private final Intake intake = new Intake(LEDGER);

  private static Event event(String id, long epoch, String summary) {
    return event(id, "clew-run", epoch, summary, Json.EMPTY_OBJECT);
  }

  private static Event event(
      String id, String producer, long epoch, String summary, Json.Obj attributes) {
    return Event.of(
            new Event.Identity(
                id, LEDGER.namespace(), LEDGER.runId(), "attempt_1", producer, epoch, 0),
            Timestamp.parse("2026-11-22T13:09:44.380Z"),
            "log")
        .summary(summary)
        .attributes(attributes)
        .build();
  }

  private static RedactedEvent redacted(Event event, @Nullable Payload payload) {
    return new Unredacted().redact(event, payload);
  }

  private Row store(Event event) {
    Row row = ((Appended.Stored) intake.admit(redacted(event, null), RECEIVED)).row();
    intake.commit(row);
    return row;
  }

  private Appended admit(Event event) {
    return intake.admit(redacted(event, null), RECEIVED);
  }

  @Test
  void admit_newEvent_isAccepted() {
    Row row = store(event("e1", 0, "one"));

    assertThat(row.verdict()).isEqualTo(Row.Verdict.ACCEPTED);
    assertThat(row.offset()).isZero();
    assertThat(intake.next()).isEqualTo(1);
    assertThat(intake.head()).isEqualTo(row.chain());
  }

  @Test
  void admit_withoutCommit_changesNothing() {
    Appended first = admit(event("e1", 0, "one"));

    assertThat(admit(event("e1", 0, "one"))).isEqualTo(first);
    assertThat(intake.next()).isZero();
    assertThat(intake.head()).isEqualTo(LEDGER.genesis());
  }

  @Test
  void admit_sameIdSameContent_isDuplicate() {
    store(event("e0", 0, "zero"));
    store(event("e1", 0, "one"));

    assertThat(admit(event("e1", 0, "one"))).isEqualTo(new Appended.Duplicate(1));
    assertThat(admit(event("e0", 0, "zero"))).isEqualTo(new Appended.Duplicate(0));
  }

  @Test
  void admit_sameIdOtherContent_isConflict() {
    store(event("e1", 0, "one"));
    Row conflict = store(event("e1", 0, "another"));

    assertThat(conflict.verdict()).isEqualTo(Row.Verdict.CONFLICT);
    assertThat(admit(event("e1", 0, "another"))).isEqualTo(new Appended.Duplicate(1));
    assertThat(store(event("e1", 0, "third")).verdict()).isEqualTo(Row.Verdict.CONFLICT);
  }

  @Test
  void admit_otherPayload_isConflict() {
    Event event = event("e1", 0, "one");
    Row row = ((Appended.Stored) intake.admit(redacted(event, Payload.of("a")), RECEIVED)).row();
    intake.commit(row);

    assertThat(intake.admit(redacted(event, Payload.of("a")), RECEIVED))
        .isEqualTo(new Appended.Duplicate(0));
    assertThat(intake.admit(redacted(event, Payload.of("b")), RECEIVED))
        .isInstanceOfSatisfying(
            Appended.Stored.class,
            stored -> assertThat(stored.row().verdict()).isEqualTo(Row.Verdict.CONFLICT));
  }

  @Test
  void admit_olderEpochOfTheProducer_isFenced() {
    store(event("e1", 3, "new life"));

    assertThat(store(event("e2", 2, "old life")).verdict()).isEqualTo(Row.Verdict.FENCED);
    assertThat(store(event("e3", 3, "new life")).verdict()).isEqualTo(Row.Verdict.ACCEPTED);
    assertThat(store(event("e4", "host", 0, "other producer", Json.EMPTY_OBJECT)).verdict())
        .isEqualTo(Row.Verdict.ACCEPTED);
  }

  @Test
  void admit_conflictOfANewerEpoch_doesNotFence() {
    store(event("e1", 0, "one"));
    assertThat(store(event("e1", 9, "conflict")).verdict()).isEqualTo(Row.Verdict.CONFLICT);

    assertThat(store(event("e2", 0, "two")).verdict()).isEqualTo(Row.Verdict.ACCEPTED);
  }

  @Test
  void admit_eventOverALimit_isOverLimit() {
    String large = "x".repeat((int) Intake.EVENT_LIMIT_BYTES);

    assertThat(admit(event("e1", 0, large)))
        .isInstanceOfSatisfying(
            Appended.OverLimit.class,
            over -> {
              assertThat(over.code()).isEqualTo("event.bytes");
              assertThat(over.limit()).isEqualTo(1 << 20);
              assertThat(over.actual()).isGreaterThan(1 << 20);
            });
  }

  @Test
  void admit_eventOfExactlyTheLimit_isStored() {
    int empty = bytes(event("e1", 0, "")).length;
    Event exact = event("e1", 0, "x".repeat((int) Intake.EVENT_LIMIT_BYTES - empty));
    Event over = event("e1", 0, "x".repeat((int) Intake.EVENT_LIMIT_BYTES - empty + 1));

    assertThat(admit(exact)).isInstanceOf(Appended.Stored.class);
    assertThat(admit(over)).isInstanceOf(Appended.OverLimit.class);
  }

  private static byte[] bytes(Event event) {
    return Canonical.bytes(EventJson.write(event));
  }

  @Test
  void admit_payloadOverALimit_isOverLimit() {
    byte[] large = new byte[(int) Intake.PAYLOAD_LIMIT_BYTES + 1];

    assertThat(intake.admit(redacted(event("e1", 0, ""), Payload.of(large)), RECEIVED))
        .isEqualTo(new Appended.OverLimit("payload.bytes", 32 << 20, (32 << 20) + 1, "event log"));
  }

  @Test
  void admit_deepAttributes_areOverLimit() {
    assertThat(admit(nested(94))).isInstanceOf(Appended.Stored.class);
    assertThat(admit(nested(95)))
        .isInstanceOfSatisfying(
            Appended.OverLimit.class, over -> assertThat(over.code()).isEqualTo("event.depth"));
  }

  /// @param depth of the value within the attributes, which are within the event
  private static Event nested(int depth) {
    Json value = Json.EMPTY_ARRAY;
    for (int level = 1; level < depth; level++) {
      value = new Json.Arr(List.of(value));
    }
    return event("deep", "clew-run", 0, "", Json.object().put("a", value).build());
  }

  /// The chain by its definition, DESIGN §5.13, with nothing of [Row#link].
  @Test
  void commit_rows_areChainedByTheDefinition() {
    List<Row> rows =
        List.of(
            store(event("e1", 0, "one")),
            store(event("e1", 0, "conflict")),
            store(event("e2", 0, "two")));

    Digest previous =
        Digest.sha256(
            utf8(
                "clew.ledger.v1\0{\"ledger_id\":\"ledger_1\",\"namespace\":\"default\","
                    + "\"run_id\":\"run_1\"}"));
    for (Row row : rows) {
      String header =
          "{\"event_digest\":\""
              + row.eventDigest()
              + "\",\"offset\":"
              + row.offset()
              + ",\"received_at\":\""
              + RECEIVED
              + "\",\"verdict\":\""
              + row.verdict().wire()
              + "\"}";
      previous = Digest.sha256(utf8("clew.row.v1\0"), previous.bytes(), utf8(header));
      assertThat(row.chain()).isEqualTo(previous);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The chain proves the order of arrival: no two orders of the same events end in the same head.
  @Test
  void head_everyOrderOfFiveEvents_isAnother() {
    List<Event> events = new ArrayList<>();
    for (int at = 0; at < 5; at++) {
      events.add(event("e" + at, 0, "event " + at));
    }
    Set<Digest> heads = new HashSet<>();
    permute(events, 0, heads);

    assertThat(heads).hasSize(120);
  }

  private static void permute(List<Event> events, int from, Set<Digest> heads) {
    if (from == events.size()) {
      Intake fresh = new Intake(LEDGER);
      for (Event event : events) {
        fresh.commit(((Appended.Stored) fresh.admit(redacted(event, null), RECEIVED)).row());
      }
      heads.add(fresh.head());
      return;
    }
    for (int at = from; at < events.size(); at++) {
      Collections.swap(events, from, at);
      permute(events, from + 1, heads);
      Collections.swap(events, from, at);
    }
  }

  @Test
  void restore_rowsThatWereWritten_bringsTheIntakeBack() {
    List<Row> rows =
        List.of(
            store(event("e1", 2, "one")),
            store(event("e1", 2, "conflict")),
            store(event("e2", 1, "fenced")));
    Intake restored = new Intake(LEDGER);

    for (Row row : rows) {
      assertThat(restored.restore(row)).isNull();
    }
    assertThat(restored.head()).isEqualTo(intake.head());
    assertThat(restored.next()).isEqualTo(3);
    assertThat(restored.admit(redacted(event("e1", 2, "conflict"), null), RECEIVED))
        .isEqualTo(new Appended.Duplicate(1));
    assertThat(restored.admit(redacted(event("e3", 1, "older"), null), RECEIVED))
        .isInstanceOfSatisfying(
            Appended.Stored.class,
            stored -> assertThat(stored.row().verdict()).isEqualTo(Row.Verdict.FENCED));
  }

  @Test
  void restore_rowThatIsNotDue_saysWhatIsWrong() {
    Row first = store(event("e1", 0, "one"));
    Row second = store(event("e2", 0, "two"));

    assertThat(new Intake(LEDGER).restore(second)).contains("row 1 stands where row 0 is due");
    assertThat(new Intake(LEDGER).restore(with(first, event("e1", 0, "other"))))
        .contains("does not have the digest");
    assertThat(new Intake(new LedgerId("default", "run_1", "other")).restore(first))
        .contains("not chained");
    assertThat(
            new Intake(LEDGER)
                .restore(
                    new Row(
                        0,
                        Timestamp.parse("2026-11-22T13:09:46Z"),
                        first.verdict(),
                        first.event(),
                        first.eventDigest(),
                        first.chain(),
                        null)))
        .contains("not chained");
    assertThat(
            new Intake(LEDGER)
                .restore(
                    new Row(
                        0,
                        first.receivedAt(),
                        first.verdict(),
                        first.event(),
                        first.eventDigest(),
                        first.chain(),
                        Payload.of("not of this event"))))
        .contains("payload of row 0");
  }

  @Test
  void restore_wellChainedRowThatNoLedgerWrites_saysWhatIsWrong() {
    Row first = store(event("e1", 0, "one"));

    Intake again = new Intake(LEDGER);
    assertThat(again.restore(first)).isNull();
    assertThat(again.restore(chained(again, 1, first.event(), Row.Verdict.ACCEPTED)))
        .contains("is the event of row 0 again");

    assertThat(
            new Intake(LEDGER)
                .restore(chained(new Intake(LEDGER), 0, first.event(), Row.Verdict.FENCED)))
        .contains("is fenced where accepted is due");
  }

  private static Row chained(Intake intake, long offset, Event event, Row.Verdict verdict) {
    Digest digest = Row.digestOf(event);
    Digest chain = Row.link(intake.head(), offset, RECEIVED, digest, verdict);
    return new Row(offset, RECEIVED, verdict, event, digest, chain, null);
  }

  private static Row with(Row row, Event event) {
    return new Row(
        row.offset(),
        row.receivedAt(),
        row.verdict(),
        event,
        row.eventDigest(),
        row.chain(),
        row.payload());
  }

  @Test
  void commit_rowOutOfTurn_isRefused() {
    Row row = store(event("e1", 0, "one"));

    assertThatThrownBy(() -> intake.commit(row)).isInstanceOf(IllegalArgumentException.class);
  }
}
