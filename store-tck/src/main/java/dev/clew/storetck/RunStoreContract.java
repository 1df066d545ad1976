package dev.clew.storetck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.store.Found;
import dev.clew.store.MemoryRunStore;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoreFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store of runs does. A kind of store has a test that extends this and says how one is
/// opened.
public abstract class RunStoreContract extends OpenedStoreContract {
  private static final int ALL = 100_000;
  private static final int WRITERS = 8;

  private Ledger ledger(RunKey run) {
    return store().ledger(run).orElseThrow();
  }

  private static Row row(Appended appended) {
    assertThat(appended).isInstanceOf(Appended.Stored.class);
    return ((Appended.Stored) appended).row();
  }

  @Test
  void append_eventsOfSeveralRuns_eachRunHasTheLedgerThatItWouldHaveAlone() {
    RunKey one = new RunKey("default", "run_one");
    RunKey two = new RunKey("default", "run_two");
    List<RedactedEvent> batch = new ArrayList<>();
    MemoryLedger aloneOne = new MemoryLedger(TestStores.IDENTITIES.apply(one), TestStores.CLOCK);
    MemoryLedger aloneTwo = new MemoryLedger(TestStores.IDENTITIES.apply(two), TestStores.CLOCK);
    for (int number = 0; number < 40; number++) {
      boolean isOne = number % 3 == 0;
      RedactedEvent event = TestEvents.event(isOne ? one : two, number);
      batch.add(event);
      (isOne ? aloneOne : aloneTwo).append(event);
    }

    List<Appended> appended = store().append(batch);

    assertThat(appended).hasSize(40).allMatch(Appended.Stored.class::isInstance);
    assertThat(ledger(one).rows(0, ALL)).isEqualTo(aloneOne.rows());
    assertThat(ledger(two).rows(0, ALL)).isEqualTo(aloneTwo.rows());
    assertThat(ledger(one).head()).isEqualTo(aloneOne.head());
    assertThat(ledger(two).id()).isEqualTo(TestStores.IDENTITIES.apply(two));
  }

  @Test
  void append_sameRunIdInAnotherNamespace_isAnotherRun() {
    RunKey ours = new RunKey("ours", "run_1");
    RunKey theirs = new RunKey("theirs", "run_1");

    store().append(List.of(TestEvents.event(ours, 1), TestEvents.event(theirs, 1)));
    store().append(List.of(TestEvents.event(theirs, 2)));

    assertThat(ledger(ours).head().size()).isEqualTo(1);
    assertThat(ledger(theirs).head().size()).isEqualTo(2);
  }

  @Test
  void append_sameEventsAgain_areDuplicatesInAnyBatch() {
    RunKey run = new RunKey("default", "run_1");
    RedactedEvent first = TestEvents.event(run, 1);
    RedactedEvent second = TestEvents.event(run, 2);

    assertThat(store().append(List.of(first, first, second)).get(1))
        .isEqualTo(new Appended.Duplicate(0));
    assertThat(store().append(List.of(second, first)))
        .containsExactly(new Appended.Duplicate(1), new Appended.Duplicate(0));
    assertThat(ledger(run).rows(0, ALL)).hasSize(2);
  }

  @Test
  void append_eventsOverALimit_keepNoOthersOutAndBeginNoRun() {
    RunKey run = new RunKey("default", "run_1");
    RunKey other = new RunKey("default", "run_2");

    List<Appended> appended =
        store()
            .append(
                List.of(
                    TestEvents.event(run, 1),
                    TestEvents.tooLarge(run, 2),
                    TestEvents.event(run, 3),
                    TestEvents.tooLarge(other, 1)));

    assertThat(appended.get(1))
        .isInstanceOfSatisfying(
            Appended.OverLimit.class,
            over -> assertThat(over.limit()).isEqualTo(Intake.EVENT_LIMIT_BYTES));
    assertThat(ledger(run).rows(0, ALL)).hasSize(2);
    assertThat(store().ledger(other)).isEmpty();
  }

  @Test
  void append_nothing_isNothing() {
    assertThat(store().append(List.of())).isEmpty();
    assertThat(store().find(RunQuery.ALL, ALL)).isEmpty();
  }

  @Test
  void append_afterTheTerminalEvent_isARowAndChangesNoState() {
    RunKey run = new RunKey("default", "run_1");
    store().append(TestEvents.wholeRun(run, "nightly", RunStatus.FAILED, 1));
    RunEntry before = store().find(RunQuery.ALL, ALL).getFirst();

    store()
        .append(
            List.of(TestEvents.started(run, 90), TestEvents.ended(run, RunStatus.SUCCEEDED, 91)));

    assertThat(store().find(RunQuery.ALL, ALL)).containsExactly(before);
    assertThat(before.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void append_manyWritersAtOnce_eachEventIsThereOnceAndChained() throws Exception {
    List<RunKey> runs =
        List.of(new RunKey("a", "r1"), new RunKey("a", "r2"), new RunKey("b", "r1"));
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int mine = writer;
      writers.add(() -> {
        int stored = 0;
        for (int batch = 0; batch < 10; batch++) {
          List<RedactedEvent> events = new ArrayList<>();
          for (int at = 0; at < 30; at++) {
            // Two writers send each event.
            int number = (mine / 2) * 1_000 + batch * 30 + at;
            events.add(TestEvents.event(runs.get(number % runs.size()), number));
          }
          stored +=
              (int)
                  store().append(events).stream().filter(Appended.Stored.class::isInstance).count();
        }
        return stored;
      });
    }

    int stored = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<Integer> result : threads.invokeAll(writers)) {
        stored += result.get();
      }
    }

    assertThat(stored).isEqualTo(WRITERS / 2 * 300);
    int rows = 0;
    for (RunKey run : runs) {
      Ledger ledger = ledger(run);
      Intake intake = new Intake(ledger.id());
      Set<String> ids = new HashSet<>();
      for (Row row : ledger.rows(0, ALL)) {
        assertThat(intake.restore(row)).isNull();
        assertThat(ids.add(row.event().eventId())).isTrue();
      }
      assertThat(ledger.head()).isEqualTo(new Ledger.Head(intake.next(), intake.head()));
      rows += ids.size();
    }
    assertThat(rows).isEqualTo(stored);
  }

  @Test
  void append_anyOrder_hasOneContentRoot() {
    RunKey run = new RunKey("default", "run_1");
    List<RedactedEvent> events = TestEvents.wholeRun(run, "nightly", RunStatus.SUCCEEDED, 1);
    List<RedactedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(7));
    MemoryLedger other = new MemoryLedger(TestStores.IDENTITIES.apply(run), TestStores.CLOCK);
    other.append(events);

    for (RedactedEvent event : shuffled) {
      store().append(List.of(event));
    }

    assertThat(ContentRoot.of(ledger(run).rows(0, ALL))).isEqualTo(ContentRoot.of(other.rows()));
  }

  @Test
  void append_textOfEveryKind_isReadBackAsItWas() {
    RunKey run = new RunKey("default", "run_1");
    List<String> texts =
        List.of(
            "",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "x\udfffy",
            "\ud83d\ude80",
            "\u2028\"\\\n",
            "\uffff");
    List<RedactedEvent> events = new ArrayList<>();
    for (String text : texts) {
      events.add(TestEvents.saying(run, events.size(), text));
    }
    MemoryLedger reference = new MemoryLedger(TestStores.IDENTITIES.apply(run), TestStores.CLOCK);
    reference.append(events);

    store().append(events);

    assertThat(ledger(run).rows(0, ALL)).isEqualTo(reference.rows());
  }

  @Test
  void append_idsAndNamesOfEveryText_areRunsOfTheirOwn() {
    List<RunKey> runs = new ArrayList<>();
    for (String text : List.of("\u0000", "\u00010", "?", "\ufffd", "\ud7ff1")) {
      runs.add(new RunKey("default", text));
      runs.add(new RunKey(text, "run_1"));
    }
    for (RunKey run : runs) {
      store().append(List.of(TestEvents.created(run, run.runId(), 1), TestEvents.event(run, 2)));
    }

    for (RunKey run : runs) {
      assertThat(ledger(run).id()).isEqualTo(TestStores.IDENTITIES.apply(run));
      assertThat(ledger(run).rows(0, ALL))
          .extracting(row -> RunKey.of(row.event()))
          .containsExactly(run, run);
      assertThat(store().find(RunQuery.ALL.in(Set.of(run.namespace())).withWord(run.runId()), ALL))
          .extracting(RunEntry::namespace, RunEntry::runId, RunEntry::name)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(run.namespace(), run.runId(), run.runId()));
    }
    assertThat(store().find(RunQuery.ALL, ALL)).hasSize(runs.size());
  }

  @Test
  void find_wordsThatAreNoUnicode_nameNoRun() {
    // No event has a lone surrogate in an id or a name; a question may.
    for (String text : List.of("?", "\ufffd", "\\ud800", "\ud83d\ude80")) {
      RunKey run = new RunKey(text, text.repeat(4));
      store().append(List.of(TestEvents.created(run, text, 1)));
    }

    for (String half : List.of("\ud800", "\ud83d")) {
      assertThat(store().ledger(new RunKey(half, half.repeat(4)))).isEmpty();
      assertThat(store().find(RunQuery.of(half), ALL)).isEmpty();
      assertThat(store().find(RunQuery.of("\ud83d\ude80".repeat(3) + half), ALL)).isEmpty();
      assertThat(store().find(RunQuery.ALL.named(half), ALL)).isEmpty();
      assertThat(store().find(RunQuery.ALL.in(Set.of(half)), ALL)).isEmpty();
      assertThat(store().find(RunQuery.ALL.correlatedBy(half), ALL)).isEmpty();
    }
    assertThat(store().find(RunQuery.of("\ud83d\ude80".repeat(3)), ALL)).hasSize(1);
  }

  @Test
  void append_longIdsAndNames_areFound() {
    for (int length = 95; length < 105; length++) {
      String nearly = "x".repeat(length);
      store().append(List.of(TestEvents.created(new RunKey(nearly, nearly), nearly, 1)));
    }
    for (int length = 95; length < 105; length++) {
      String nearly = "x".repeat(length);
      assertThat(store().find(RunQuery.ALL.named(nearly), ALL)).hasSize(1);
      assertThat(store().find(RunQuery.ALL.in(Set.of(nearly)), ALL)).hasSize(1);
      assertThat(store().find(RunQuery.of(nearly), ALL)).hasSize(105 - length);
    }
    String text = "long".repeat(5_000);
    RunKey run = new RunKey(text, text + "_1");
    RunKey other = new RunKey(text, text + "_2");
    store().append(List.of(TestEvents.created(run, text + "_n", 1)));
    store().append(List.of(TestEvents.created(other, text + "_m", 1)));

    assertThat(store().find(RunQuery.ALL.named(text + "_n"), ALL))
        .extracting(RunEntry::runId)
        .containsExactly(run.runId());
    assertThat(store().find(RunQuery.of(text).in(Set.of(text)), ALL))
        .extracting(RunEntry::runId)
        .containsExactly(run.runId(), other.runId());
    assertThat(ledger(other).rows(0, ALL)).hasSize(1);
  }

  @Test
  void offsets_areThoseOfTheFirstEventsWithTheIds() {
    RunKey run = new RunKey("default", "run_1");
    store()
        .append(
            List.of(
                TestEvents.event(run, 5),
                TestEvents.event(run, 6),
                TestEvents.saying(run, 5, "other")));
    String five = TestEvents.event(run, 5).event().eventId();
    String six = TestEvents.event(run, 6).event().eventId();

    assertThat(store().offsets(run, Set.of(five, six, "unknown")))
        .isEqualTo(Map.of(five, 0L, six, 1L));
    assertThat(store().offsets(run, Set.of())).isEmpty();
    assertThat(store().offsets(new RunKey("default", "run_2"), Set.of(five))).isEmpty();
  }

  @Test
  void begin_hasTheGivenIdentityAndIsFoundWithItsFirstEvent() {
    LedgerId id = new LedgerId("default", "run_1", "ledger_given");
    Ledger begun = store().begin(id);

    assertThat(store().find(RunQuery.ALL, ALL)).isEmpty();
    begun.append(TestEvents.created(RunKey.of(id), "nightly", 1));

    assertThat(ledger(RunKey.of(id)).id()).isEqualTo(id);
    assertThat(store().find(RunQuery.ALL, ALL))
        .extracting(RunEntry::runId)
        .containsExactly("run_1");
  }

  @Test
  void begin_aRunThatHasBegun_isRefused() {
    RunKey run = new RunKey("default", "run_1");
    store().append(List.of(TestEvents.event(run, 1)));

    assertThatThrownBy(() -> store().begin(new LedgerId("default", "run_1", "ledger_2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default/run_1");
  }

  @Test
  void ledger_unknownRun_isNone() {
    assertThat(store().ledger(new RunKey("default", "run_1"))).isEmpty();
  }

  @Test
  void ledger_eventOfAnotherRun_isRefused() {
    RunKey run = new RunKey("default", "run_1");
    store().append(List.of(TestEvents.event(run, 1)));

    assertThatThrownBy(
            () -> ledger(run).append(TestEvents.event(new RunKey("default", "run_2"), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run_2");
  }

  @Test
  void follow_tellsWhatAnybodyAppends() {
    RunKey run = new RunKey("default", "run_1");
    store().append(List.of(TestEvents.event(run, 1)));
    List<Row> told = Collections.synchronizedList(new ArrayList<>());
    ledger(run).follow(told::add);

    List<Appended> appended =
        store()
            .append(
                List.of(
                    TestEvents.event(run, 2),
                    TestEvents.event(new RunKey("default", "run_2"), 1),
                    TestEvents.event(run, 1),
                    TestEvents.event(run, 3)));

    assertThat(told).containsExactly(row(appended.get(0)), row(appended.get(3)));
  }

  @Test
  void find_runThatGoesOn_isThereAndRunning() {
    RunKey run = new RunKey("default", "run_1");
    store().append(List.of(TestEvents.created(run, "nightly", 1), TestEvents.started(run, 2)));

    assertThat(store().find(RunQuery.ALL, ALL))
        .extracting(RunEntry::status, RunEntry::name, RunEntry::location)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(RunStatus.RUNNING, "nightly", "run_1"));

    store().append(List.of(TestEvents.ended(run, RunStatus.CANCELLED, 3)));

    assertThat(store().find(RunQuery.ALL, ALL))
        .extracting(RunEntry::status)
        .containsExactly(RunStatus.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void find_anyQuery_answersAsTheReferenceDoes(long seed) {
    TestQueries queries = new TestQueries(new Random(seed));
    MemoryRunStore reference = new MemoryRunStore(TestStores.CLOCK, TestStores.IDENTITIES);
    for (List<RedactedEvent> batch : queries.batches()) {
      store().append(batch);
      reference.append(batch);
    }
    List<Found> found = queries.found(reference.unexamined(ALL));
    store().keep(found);
    reference.keep(found);

    assertThat(store().unexamined(ALL)).isEqualTo(reference.unexamined(ALL));
    for (int number = 0; number < 600; number++) {
      RunQuery query = queries.query();
      int limit = queries.limit();
      assertThat(store().find(query, limit))
          .as("seed %d, limit %d, %s", seed, limit, query)
          .isEqualTo(reference.find(query, limit));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void find_pageAfterPage_isEveryRunOnce(int limit) {
    TestQueries queries = new TestQueries(new Random(limit));
    queries.batches().forEach(store()::append);
    List<RunEntry> all = store().find(RunQuery.ALL, ALL);

    List<RunEntry> paged = new ArrayList<>();
    List<RunEntry> page = store().find(RunQuery.ALL, limit);
    while (!page.isEmpty()) {
      paged.addAll(page);
      page = store().find(RunQuery.ALL.startingAfter(page.getLast().place()), limit);
    }

    assertThat(all).hasSizeGreaterThan(20);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  protected void open_again_hasEverything() throws IOException {
    TestQueries queries = new TestQueries(new Random(11));
    queries.batches().forEach(store()::append);
    RunKey run = new RunKey("default", "run_p");
    store()
        .append(
            List.of(
                TestEvents.withPayload(run, 1, Payload.of("text")),
                TestEvents.withPayload(run, 2, Payload.of(new byte[] {0, -1, 13})),
                TestEvents.withPayload(run, 3, Payload.of("€".repeat(200_000)))));
    List<RunEntry> runs = store().find(RunQuery.ALL, ALL);
    List<List<Row>> rows = new ArrayList<>();
    for (RunEntry entry : runs) {
      rows.add(ledger(new RunKey(entry.namespace(), entry.runId())).rows(0, ALL));
    }

    reopen();

    assertThat(store().find(RunQuery.ALL, ALL)).isEqualTo(runs);
    for (int at = 0; at < runs.size(); at++) {
      RunEntry entry = runs.get(at);
      assertThat(ledger(new RunKey(entry.namespace(), entry.runId())).rows(0, ALL))
          .isEqualTo(rows.get(at));
    }
  }

  @Test
  protected void open_again_goesOnWhereItWas() throws IOException {
    RunKey run = new RunKey("default", "run_1");
    MemoryLedger reference = new MemoryLedger(TestStores.IDENTITIES.apply(run), TestStores.CLOCK);
    List<RedactedEvent> events =
        List.of(
            TestEvents.created(run, "nightly", 1),
            TestEvents.ofEpoch(run, 2, 2),
            TestEvents.ofEpoch(run, 3, 1),
            TestEvents.event(run, 1),
            TestEvents.saying(run, 1, "other"),
            TestEvents.ended(run, RunStatus.FAILED, 9));
    reference.append(events);
    for (RedactedEvent event : events) {
      store().append(List.of(event));
      reopen();
    }

    assertThat(ledger(run).rows(0, ALL)).isEqualTo(reference.rows());
    assertThat(store().append(List.of(events.get(1), events.get(4))))
        .isEqualTo(reference.append(List.of(events.get(1), events.get(4))));
    assertThat(store().find(RunQuery.ALL, ALL))
        .extracting(RunEntry::status)
        .containsExactly(RunStatus.FAILED);
  }

  @Test
  void close_nothingIsTaken() {
    store().close();

    assertThatThrownBy(() -> store().append(List.of(TestEvents.event(new RunKey("d", "r"), 1))))
        .isInstanceOfSatisfying(
            StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.CLOSED));
    store().close();
  }
}
