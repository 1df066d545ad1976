package dev.clew.storetck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.PayloadsExpired;
import dev.clew.store.Removal;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoredRun;
import dev.clew.store.Tombstone;
import dev.clew.store.Words;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store does with a run that is removed. A kind of store has a test that extends this
/// beside one that extends [RunStoreContract].
public abstract class RemovalContract extends OpenedStoreContract {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final RunKey OTHER = new RunKey("default", "run_2");
  private static final RunKey ELSEWHERE = new RunKey("another", "run_1");

  private Instant clock = TestStores.RECEIVED;

  @Override
  InstantSource clock() {
    return () -> clock;
  }

  @BeforeEach
  void fill() {
    for (RunKey run : List.of(RUN, OTHER, ELSEWHERE)) {
      store().append(events(run));
      Words words = new Words().add("timeout");
      store().keep(List.of(new Found(run, Finding.nothing(11), words)));
    }
  }

  private static List<RedactedEvent> events(RunKey run) {
    List<RedactedEvent> events =
        new ArrayList<>(TestEvents.wholeRun(run, "nightly", RunStatus.FAILED, 1));
    events.add(TestEvents.withPayload(run, 20, Payload.of("the payload")));
    events.add(TestEvents.executed(run, 21, "0123abc0"));
    return events;
  }

  private List<RunKey> found(RunQuery query) {
    return store().find(query, 10).stream()
        .map((RunEntry entry) -> new RunKey(entry.namespace(), entry.runId()))
        .toList();
  }

  @Test
  void remove_leavesATombstoneOfWhatItWas() {
    Ledger.Head head = store().ledger(RUN).orElseThrow().head();
    RunEntry entry =
        store().find(RunQuery.ALL.in(Set.of("default")).withWord("run_1"), 1).getFirst();

    Tombstone tombstone = store().remove(TestEvents.removal(RUN)).orElseThrow();

    assertThat(tombstone.removal()).isEqualTo(TestEvents.removal(RUN));
    assertThat(tombstone.ledger()).isEqualTo(TestStores.IDENTITIES.apply(RUN));
    assertThat(tombstone.name()).isEqualTo("nightly");
    assertThat(tombstone.status()).isEqualTo(RunStatus.FAILED);
    assertThat(tombstone.createdAt()).isEqualTo(entry.createdAt()).isNotNull();
    assertThat(tombstone.finishedAt()).isEqualTo(entry.finishedAt()).isNotNull();
    assertThat(tombstone.rows()).isEqualTo(11);
    assertThat(tombstone.bytes()).isPositive();
    assertThat(tombstone.chain()).isEqualTo(head.chain());
    assertThat(store().tombstones("run_1", null)).containsExactly(tombstone);
    assertThat(store().tombstones("run_1", Set.of("default"))).containsExactly(tombstone);
  }

  @Test
  void remove_isInNoAnswer_andTheOthersAre() {
    store().remove(TestEvents.removal(RUN));

    assertThat(store().ledger(RUN)).isEmpty();
    assertThat(found(RunQuery.ALL)).containsExactlyInAnyOrder(OTHER, ELSEWHERE);
    assertThat(found(RunQuery.ALL.finding(FindingQuery.ANY.withText("timeout"))))
        .containsExactlyInAnyOrder(OTHER, ELSEWHERE);
    assertThat(found(RunQuery.of("run_1"))).containsExactly(ELSEWHERE);
    for (RunKey run : List.of(OTHER, ELSEWHERE)) {
      assertThat(store().ledger(run).orElseThrow().rows(0, 100)).hasSize(11);
    }
  }

  @Test
  void remove_lateEvents_areKeptOut() {
    store().remove(TestEvents.removal(RUN));

    List<Appended> late =
        store()
            .append(
                List.of(
                    TestEvents.event(RUN, 4),
                    TestEvents.event(OTHER, 90),
                    TestEvents.event(RUN, 91)));

    assertThat(late.get(0)).isEqualTo(new Appended.Removed());
    assertThat(late.get(1)).isInstanceOf(Appended.Stored.class);
    assertThat(late.get(2)).isEqualTo(new Appended.Removed());
    assertThat(store().ledger(RUN)).isEmpty();
    assertThat(store().offsets(RUN, Set.of("run_1_evt_4"))).isEmpty();
    assertThatThrownBy(() -> store().begin(TestStores.IDENTITIES.apply(RUN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was removed");
    assertThat(store().ledger(RUN)).isEmpty();
  }

  @Test
  void remove_ledgerThatSomebodyHolds_saysSo() {
    Ledger held = store().ledger(RUN).orElseThrow();
    store().remove(TestEvents.removal(RUN));
    // It may be given what else the removed one had in the store.
    store().append(List.of(TestEvents.event(new RunKey("default", "run_3"), 1)));

    assertThatThrownBy(() -> held.rows(0, 10))
        .isInstanceOf(ClewException.class)
        .hasMessageContaining("run default/run_1 was removed");
    assertThat(held.append(TestEvents.event(RUN, 50))).isEqualTo(new Appended.Removed());
  }

  @Test
  void remove_unknownOrAgain_isNothing() {
    Tombstone first = store().remove(TestEvents.removal(RUN)).orElseThrow();

    Removal again = new Removal(RUN, TestEvents.removal(RUN).at(), Removal.REQUEST, "other");
    assertThat(store().remove(again)).isEmpty();
    assertThat(store().remove(TestEvents.removal(new RunKey("default", "none")))).isEmpty();
    assertThat(store().tombstones("run_1", null)).containsExactly(first);
    assertThat(store().tombstones("none", null)).isEmpty();
  }

  @Test
  void tombstones_ofSeveralNamespaces_areThoseThatAreAskedFor() {
    Tombstone here = store().remove(TestEvents.removal(RUN)).orElseThrow();
    Tombstone there = store().remove(TestEvents.removal(ELSEWHERE)).orElseThrow();

    assertThat(store().tombstones("run_1", null)).containsExactly(there, here);
    assertThat(store().tombstones("run_1", Set.of("another"))).containsExactly(there);
    assertThat(store().tombstones("run_1", Set.of("none"))).isEmpty();
    assertThat(store().tombstones("run_1", Set.of())).isEmpty();
  }

  @Test
  void walk_pageAfterPage_isEveryRunOnceInTheOrderInWhichTheyBegan() {
    RunKey last = new RunKey("default", "run_0");
    store().begin(TestStores.IDENTITIES.apply(new RunKey("default", "without_rows")));
    store().append(List.of(TestEvents.event(last, 1)));
    store().remove(TestEvents.removal(OTHER));

    List<StoredRun> walked = new ArrayList<>();
    long after = Long.MIN_VALUE;
    List<StoredRun> page = store().walk(after, 2);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(2);
      walked.addAll(page);
      after = page.getLast().number();
      page = store().walk(after, 2);
    }

    assertThat(walked)
        .extracting(run -> new RunKey(run.entry().namespace(), run.entry().runId()))
        .containsExactly(RUN, ELSEWHERE, last);
    assertThat(walked)
        .extracting(run -> run.receivedAt().instant())
        .containsOnly(TestStores.RECEIVED.truncatedTo(ChronoUnit.MICROS));
    assertThat(walked.getFirst().entry())
        .isEqualTo(
            store().find(RunQuery.ALL.in(Set.of("default")).withWord("run_1"), 1).getFirst());
  }

  private Appended expired(RunKey run) {
    List<Row> rows = store().ledger(run).orElseThrow().rows(0, 100);
    Event said = PayloadsExpired.event(rows.getLast(), TestEvents.removal(run).at(), "raw 30d");
    return store().expire(new Unredacted().redact(said, null));
  }

  @Test
  void expire_payloadsAreGone_rowsChainAndFindingStay() {
    List<Row> before = store().ledger(RUN).orElseThrow().rows(0, 100);
    List<StoredRun> walked = store().walk(Long.MIN_VALUE, 10);

    assertThat(expired(RUN)).isInstanceOf(Appended.Stored.class);

    List<Row> after = store().ledger(RUN).orElseThrow().rows(0, 100);
    assertThat(after.subList(0, 11))
        .isEqualTo(before.stream().map(row -> row.withPayload(null)).toList());
    assertThat(before).anyMatch(row -> row.payload() != null);
    assertThat(after.getLast().event().summary())
        .isEqualTo("raw payloads expired 2028-01-04 by raw 30d");
    assertThat(store().unexamined(10)).isEmpty();
    RunEntry entry =
        store().find(RunQuery.ALL.in(Set.of("default")).withWord("run_1"), 1).getFirst();
    assertThat(entry.finding()).isEqualTo(Finding.nothing(12));
    assertThat(store().walk(Long.MIN_VALUE, 10))
        .extracting(StoredRun::hasPayloads)
        .containsExactly(false, true, true);
    assertThat(walked).extracting(StoredRun::hasPayloads).containsExactly(true, true, true);
  }

  @Test
  void expire_isNoSignOfLife() {
    Timestamp received = store().walk(Long.MIN_VALUE, 1).getFirst().receivedAt();
    clock = TestStores.RECEIVED.plusSeconds(60);

    expired(RUN);

    assertThat(store().walk(Long.MIN_VALUE, 1).getFirst().receivedAt()).isEqualTo(received);
    store().append(List.of(TestEvents.event(RUN, 95)));
    assertThat(store().walk(Long.MIN_VALUE, 1).getFirst().receivedAt()).isNotEqualTo(received);
  }

  @Test
  void expire_removedRun_isNothing() {
    List<Row> rows = store().ledger(RUN).orElseThrow().rows(0, 100);
    Event said = PayloadsExpired.event(rows.getLast(), TestEvents.removal(RUN).at(), "raw 30d");
    store().remove(TestEvents.removal(RUN));

    assertThat(store().expire(new Unredacted().redact(said, null)))
        .isEqualTo(new Appended.Removed());
    assertThat(store().ledger(RUN)).isEmpty();
  }

  @Test
  void remove_longIdsThatBeginAlike_areTwo() {
    RunKey one = new RunKey("default", "x".repeat(5_000) + "1");
    RunKey two = new RunKey("default", "x".repeat(5_000) + "2");
    store().append(List.of(TestEvents.event(one, 1), TestEvents.event(two, 1)));

    store().remove(TestEvents.removal(one));

    assertThat(store().append(List.of(TestEvents.event(one, 2), TestEvents.event(two, 2))))
        .satisfiesExactly(
            removed -> assertThat(removed).isEqualTo(new Appended.Removed()),
            stored -> assertThat(stored).isInstanceOf(Appended.Stored.class));
    assertThat(store().tombstones(two.runId(), null)).isEmpty();
    assertThat(store().tombstones(one.runId(), null)).hasSize(1);
  }

  @Test
  void remove_ownLedgersOfAServer_areNot() {
    RunKey own = new RunKey(RunKey.SERVER_NAMESPACE, "audit-2026-11");
    assertThatThrownBy(() -> TestEvents.removal(own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own ledgers");
  }

  @Test
  protected void open_again_isStillRemoved() throws IOException {
    Tombstone tombstone = store().remove(TestEvents.removal(RUN)).orElseThrow();
    reopen();

    assertThat(store().tombstones("run_1", null)).containsExactly(tombstone);
    assertThat(store().append(List.of(TestEvents.event(RUN, 4))))
        .containsExactly(new Appended.Removed());
    assertThat(store().unexamined(10)).isEqualTo(Map.of());
    assertThat(found(RunQuery.ALL)).containsExactlyInAnyOrder(OTHER, ELSEWHERE);
  }
}
