package dev.clew.ledgertck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.EventJson;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ledger does. A kind of ledger has a test that extends this and says how one is made.
public abstract class LedgerContract {
  private static final LedgerId ID = new LedgerId("default", "run_742", "ledger_742");
  private static final Instant RECEIVED = Instant.parse("2026-11-22T13:09:45.000001Z");
  private static final Timestamp SAID = Timestamp.parse("2026-11-22T13:09:44.380Z");
  private static final int MANY = 25;
  private static final int ALL = 1_000;

  /// One that stands between no two others, and whose payload no ledger keeps beside its event.
  private static final int LARGE_BYTES = 200_000;

  private @Nullable Ledger opened;

  /// Makes a ledger without rows, and each test one.
  ///
  /// @param clock what the ledger reads
  protected abstract Ledger ledger(LedgerId id, InstantSource clock) throws IOException;

  @BeforeEach
  void open() throws IOException {
    opened = ledger(ID, () -> RECEIVED);
  }

  @AfterEach
  void close() {
    ledger().close();
  }

  private Ledger ledger() {
    if (opened == null) {
      throw new IllegalStateException("no test has begun");
    }
    return opened;
  }

  private static Event event(String id, String producer, long epoch, String summary) {
    return Event.of(
            new Event.Identity(id, ID.namespace(), ID.runId(), "att_1", producer, epoch, 7),
            SAID,
            "log")
        .summary(summary)
        .attributes(Json.object().put("line", summary).build())
        .build();
  }

  private static Event event(int number) {
    return event("evt_" + number, "clew-run", 1, "event " + number);
  }

  private static RedactedEvent redacted(Event event) {
    return new Unredacted().redact(event, null);
  }

  /// As large as [#event(int)], and over the limit of an event.
  private static RedactedEvent tooLarge(int number) {
    return redacted(
        event(number)
            .change()
            .attribute("large", Json.of("x".repeat((int) Intake.EVENT_LIMIT_BYTES)))
            .build());
  }

  private Row stored(RedactedEvent event) {
    return row(ledger().append(event));
  }

  private static Row row(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Stored.class);
    return ((Appended.Stored) appended).row();
  }

  private List<Row> storedMany() {
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      rows.add(stored(redacted(event(number))));
    }
    return rows;
  }

  @Test
  void append_events_areRowsThatAreChained() {
    Appended first = ledger().append(redacted(event(0)));
    Row second = stored(redacted(event(1)));

    assertThat(first).isEqualTo(new Appended.Stored(row(first), EventJson.canonical(event(0))));
    assertThat(row(first))
        .isEqualTo(
            new Row(
                0,
                Timestamp.of(RECEIVED),
                Row.Verdict.ACCEPTED,
                event(0),
                Row.digestOf(event(0)),
                Row.link(
                    ID.genesis(),
                    0,
                    Timestamp.of(RECEIVED),
                    Row.digestOf(event(0)),
                    Row.Verdict.ACCEPTED),
                null));
    assertThat(second.offset()).isEqualTo(1);
    assertThat(second.chain())
        .isEqualTo(
            Row.link(
                row(first).chain(),
                1,
                Timestamp.of(RECEIVED),
                Row.digestOf(event(1)),
                Row.Verdict.ACCEPTED));
    assertThat(ledger().rows(0, ALL)).containsExactly(row(first), second);
  }

  @Test
  void append_sameEventAgain_isADuplicateAndNoRow() {
    stored(redacted(event(0)));
    stored(redacted(event(1)));

    assertThat(ledger().append(redacted(event(0)))).isEqualTo(new Appended.Duplicate(0));
    assertThat(ledger().head().size()).isEqualTo(2);
    assertThat(ledger().rows(0, ALL)).hasSize(2);
  }

  @Test
  void append_sameIdWithOtherContent_isAConflictAndARow() {
    stored(redacted(event("evt_1", "clew-run", 1, "this")));
    RedactedEvent other = redacted(event("evt_1", "clew-run", 1, "that"));

    assertThat(stored(other).verdict()).isEqualTo(Row.Verdict.CONFLICT);
    assertThat(ledger().append(other)).isEqualTo(new Appended.Duplicate(1));
    assertThat(ledger().rows(0, ALL))
        .extracting(row -> row.event().summary())
        .containsExactly("this", "that");
  }

  @Test
  void append_olderEpochOfItsProducer_isFencedAndARow() {
    stored(redacted(event("evt_1", "host-1", 2, "new life")));

    Row fenced = stored(redacted(event("evt_2", "host-1", 1, "old life")));
    Row other = stored(redacted(event("evt_3", "host-2", 1, "another producer")));

    assertThat(fenced.verdict()).isEqualTo(Row.Verdict.FENCED);
    assertThat(other.verdict()).isEqualTo(Row.Verdict.ACCEPTED);
    assertThat(ledger().rows(1, 1)).containsExactly(fenced);
  }

  @Test
  void append_overALimit_isNoRowAndHasItsName() {
    Appended over = ledger().append(tooLarge(0));

    assertThat(over).isInstanceOf(Appended.OverLimit.class);
    assertThat(((Appended.OverLimit) over).code()).isEqualTo("event.bytes");
    assertThat(((Appended.OverLimit) over).limit()).isEqualTo(Intake.EVENT_LIMIT_BYTES);
    assertThat(ledger().head()).isEqualTo(new Ledger.Head(0, ID.genesis()));
    assertThat(stored(redacted(event(0))).offset()).isZero();
  }

  @Test
  void append_payloads_areReadBack() {
    List<Payload> payloads =
        List.of(
            Payload.of("text"),
            Payload.of(new byte[] {0, -1, 13}),
            Payload.of("€".repeat(LARGE_BYTES)),
            Payload.of(new byte[LARGE_BYTES]));
    for (int number = 0; number < payloads.size(); number++) {
      ledger().append(new Unredacted().redact(event(number), payloads.get(number)));
    }

    List<Row> rows = ledger().rows(0, ALL);
    assertThat(rows).extracting(Row::payload).isEqualTo(payloads);
    assertThat(rows)
        .extracting(row -> row.event().rawRef())
        .isEqualTo(payloads.stream().map(Payload::ref).toList());
  }

  @Test
  void appendList_hasAResultForEach() {
    stored(redacted(event(0)));
    List<RedactedEvent> events =
        List.of(
            redacted(event(1)),
            redacted(event(0)),
            tooLarge(2),
            redacted(event("evt_1", "clew-run", 1, "other")),
            redacted(event(3)));

    List<Appended> appended = ledger().append(events);

    assertThat(appended).hasSize(5);
    assertThat(appended.get(1)).isEqualTo(new Appended.Duplicate(0));
    assertThat(appended.get(2)).isInstanceOf(Appended.OverLimit.class);
    assertThat(row(appended.get(3)).verdict()).isEqualTo(Row.Verdict.CONFLICT);
    assertThat(ledger().rows(1, ALL))
        .containsExactly(row(appended.get(0)), row(appended.get(3)), row(appended.get(4)));
    assertThat(ledger().append(List.<RedactedEvent>of())).isEmpty();
  }

  @Test
  void together_rowsAreThereForWhoeverAsks() {
    List<Row> told = new ArrayList<>();
    ledger().follow(told::add);
    ledger()
        .together(() -> {
          stored(redacted(event(0)));
          ledger().append(List.of(redacted(event(1)), redacted(event(2))));
          assertThat(ledger().head().size()).isEqualTo(3);
          assertThat(ledger().rows(0, ALL)).hasSize(3);
          stored(redacted(event(3)));
        });

    assertThat(ledger().rows(0, ALL)).hasSize(4).isEqualTo(told);
  }

  @Test
  void rows_anyPart_isThatPartOfAll() {
    List<Row> all = new ArrayList<>(storedMany());
    ledger()
        .append(
            List.of(redacted(event(MANY)), redacted(event(MANY + 1)), redacted(event(MANY + 2))))
        .forEach(appended -> all.add(row(appended)));

    for (int limit : new int[] {1, 2, 7, ALL}) {
      for (int from = 0; from <= all.size(); from++) {
        assertThat(ledger().rows(from, limit))
            .as("from %d, limit %d", from, limit)
            .isEqualTo(all.subList(from, Math.min(all.size(), from + limit)));
      }
    }
    assertThat(ledger().rows(ALL, 1)).isEmpty();
    assertThat(ledger().rows(Long.MAX_VALUE, ALL)).isEmpty();
    assertThat(ledger().rows(0, 0)).isEmpty();
  }

  @Test
  void rows_ofALedgerThatGrows_goOn() {
    List<Row> read = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      assertThat(ledger().rows(read.size(), ALL)).isEmpty();
      Row row = stored(redacted(event(number)));
      read.addAll(ledger().rows(read.size(), ALL));
      assertThat(read).hasSize(number + 1).last().isEqualTo(row);
    }
    assertThat(ledger().rows(0, ALL)).isEqualTo(read);
  }

  @Test
  void head_isTheEnd() {
    assertThat(ledger().head()).isEqualTo(new Ledger.Head(0, ID.genesis()));

    Row last = storedMany().getLast();

    assertThat(ledger().head()).isEqualTo(new Ledger.Head(MANY, last.chain()));
    assertThat(ledger().id()).isEqualTo(ID);
  }

  @Test
  void follow_tellsNewRowsInOrderUntilItIsClosed() {
    List<Row> told = new ArrayList<>();
    List<Row> toldOther = new ArrayList<>();
    Row before = stored(redacted(event(0)));
    Following following = ledger().follow(told::add);
    ledger().follow(toldOther::add);

    Row first = stored(redacted(event(1)));
    ledger().append(redacted(event(1)));
    ledger().append(tooLarge(2));
    ledger().append(List.of(redacted(event(3)), redacted(event(4))));
    following.close();
    Row last = stored(redacted(event(5)));

    assertThat(following.from()).isEqualTo(1);
    assertThat(ledger().rows(0, (int) following.from())).containsExactly(before);
    assertThat(told).hasSize(3).startsWith(first).isEqualTo(ledger().rows(1, 3));
    assertThat(toldOther).hasSize(4).last().isEqualTo(last);
  }

  @Test
  void sync_anyTime_changesNothing() {
    ledger().sync();
    List<Row> rows = storedMany();
    ledger().sync();
    ledger().sync();

    assertThat(ledger().rows(0, ALL)).isEqualTo(rows);
  }

  @Test
  void close_nothingIsTakenAndRowsAreRead() {
    List<Row> rows = storedMany();
    ledger().close();

    assertThatThrownBy(() -> ledger().append(redacted(event(MANY))))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> ledger().append(List.of(redacted(event(MANY)))))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("is closed");
    assertThatThrownBy(() -> ledger().sync()).isInstanceOf(ClewException.class);
    assertThat(ledger().rows(0, ALL)).isEqualTo(rows);
    assertThat(ledger().head().size()).isEqualTo(MANY);
    ledger().close();
  }
}
