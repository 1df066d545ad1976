package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunKey;
import dev.clew.storetck.TestEvents;
import dev.clew.storetck.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Runs that are over are packed, and the days on which they came are dropped.
class PostgresSealingTest {
  private static final RunKey RUN = new RunKey("default", "run_1");

  /// So many that they need several chunks.
  private static final int LINES = 6_000;

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  private static List<RedactedEvent> events() {
    List<RedactedEvent> events = new ArrayList<>();
    events.add(TestEvents.created(RUN, "nightly", 1));
    events.add(TestEvents.withPayload(RUN, 2, Payload.of("kept beside the rows")));
    for (int number = 10; number < LINES; number++) {
      events.add(TestEvents.event(RUN, number));
    }
    events.add(TestEvents.saying(RUN, 10, "other"));
    events.add(TestEvents.ofEpoch(RUN, LINES, 2));
    events.add(TestEvents.ofEpoch(RUN, LINES + 1, 1));
    events.add(TestEvents.ended(RUN, RunStatus.FAILED, LINES + 2));
    return events;
  }

  @Test
  void seal_runThatHasEnded_hasTheSameRows() throws Exception {
    List<Row> before;
    try (PostgresRunStore store = database.open()) {
      store.append(events());
      before = TestDatabase.rows(store, RUN);
    }
    assertThat(database.count("event")).isEqualTo(before.size());

    try (PostgresRunStore store = database.openSealing()) {
      database.awaitSealed();

      assertThat(database.count("chunk")).isGreaterThan(2);
      assertThat(TestDatabase.rows(store, RUN)).isEqualTo(before);
      for (int from = 0; from < before.size(); from += 1_701) {
        assertThat(store.ledger(RUN).orElseThrow().rows(from, 900))
            .isEqualTo(before.subList(from, Math.min(before.size(), from + 900)));
      }
    }
  }

  @Test
  void seal_lateEventsOfAnyProgram_areAppendedAndSealedInTurn() throws Exception {
    List<RedactedEvent> events = events();
    try (PostgresRunStore store = database.open();
        PostgresRunStore sealing = database.openSealing();
        PostgresRunStore another = database.openSealing()) {
      store.append(events);
      database.awaitSealed();

      List<Appended> late =
          store.append(List.of(events.get(3), TestEvents.event(RUN, 90_000), events.get(4)));
      another.append(List.of(TestEvents.event(RUN, 90_001)));

      assertThat(late.get(0)).isEqualTo(new Appended.Duplicate(3));
      assertThat(late.get(1)).isInstanceOf(Appended.Stored.class);
      List<Row> all = TestDatabase.rows(store, RUN);
      assertThat(all).hasSize(events.size() + 2);
      database.awaitSealed();
      assertThat(TestDatabase.rows(sealing, RUN)).isEqualTo(all);
    }
  }

  @Test
  void seal_whileAnotherProgramDoes_waits() throws Exception {
    try (Connection other = DriverManager.getConnection(database.jdbc());
        PostgresRunStore store = database.openSealing()) {
      other.setAutoCommit(false);
      assertThat(Locks.SEALING.tryToTake(other.createStatement())).isTrue();
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      Thread.sleep(2_500);
      assertThat(database.count("chunk")).isZero();

      other.rollback();
      database.awaitSealed();
      assertThat(database.count("chunk")).isOne();
    }
  }

  @Test
  void append_anyDay_hasAPartitionUntilItIsEmpty() throws Exception {
    Instant first = Instant.parse("2026-11-30T23:59:59Z");
    AtomicReference<Instant> now = new AtomicReference<>(first);
    PostgresOptions options =
        PostgresOptions.of(now::get, TestStores.IDENTITIES).sealingAfter(Duration.ofDays(1));
    RunKey goingOn = new RunKey("default", "run_2");
    List<Row> rows;
    try (PostgresRunStore store = database.open(options)) {
      for (int day = 0; day < 5; day++) {
        store.append(List.of(TestEvents.event(RUN, day)));
        now.set(now.get().plus(Duration.ofDays(1)));
      }
      store.append(List.of(TestEvents.event(goingOn, 1)));
      // A clock that is wrong, in both directions.
      now.set(Instant.parse("1970-01-01T00:00:01Z"));
      store.append(List.of(TestEvents.event(RUN, 100)));
      now.set(Instant.parse("2036-11-30T00:00:00Z"));
      store.append(List.of(TestEvents.ended(RUN, RunStatus.FAILED, 101)));
      rows = TestDatabase.rows(store, RUN);
      assertThat(rows).hasSize(7);
      assertThat(database.count("event_else")).isZero();
      assertThat(partitions()).isGreaterThan(10);
    }

    now.set(Instant.parse("2037-01-01T00:00:00Z"));
    try (PostgresRunStore store = database.open(options)) {
      database.awaitNone("SELECT count(*) FROM run WHERE run_id = 'run_1' AND size > sealed");
      // Those of now and the next days, the one with a row, and the one for all else.
      database.awaitNone(
          "SELECT count(*) - 6 FROM pg_inherits WHERE inhparent = 'event'::regclass");
      assertThat(partitions()).isEqualTo(4 + 1 + 1);
      assertThat(TestDatabase.rows(store, RUN)).isEqualTo(rows);
      assertThat(TestDatabase.rows(store, goingOn)).hasSize(1);
    }
  }

  private long partitions() throws Exception {
    return database.number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'event'::regclass");
  }
}
