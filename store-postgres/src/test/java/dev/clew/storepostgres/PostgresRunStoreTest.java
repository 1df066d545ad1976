package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoreFault;
import dev.clew.storesql.StoreCheck;
import dev.clew.storetck.TestEvents;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresRunStoreTest {
  private static final RunKey RUN = new RunKey("default", "run_1");

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @Test
  void append_forgottenRuns_areReadAgain() {
    List<RedactedEvent> events = new ArrayList<>();
    try (PostgresRunStore store = database.open(TestDatabase.options().remembering(30))) {
      for (int number = 0; number < 100; number++) {
        RedactedEvent event = TestEvents.event(new RunKey("default", "run_" + number % 9), number);
        events.add(event);
        store.append(List.of(event));
      }
      for (RedactedEvent event : events) {
        assertThat(store.append(List.of(event))).allMatch(Appended.Duplicate.class::isInstance);
      }
      assertThat(TestDatabase.rows(store, RUN)).hasSize(11);
    }
  }

  @Test
  void secret_isThatOfWhoeverCameFirst() {
    try (PostgresRunStore one = database.open(TestDatabase.options());
        PostgresRunStore other = database.open(TestDatabase.options())) {
      assertThat(one.secret("ids", new byte[] {1, 2})).containsExactly(1, 2);
      assertThat(other.secret("ids", new byte[] {3})).containsExactly(1, 2);
      assertThat(other.secret("another", new byte[] {3})).containsExactly(3);
      assertThat(one.shown()).startsWith("postgres://").doesNotContain("password");
    }
  }

  @Test
  void append_moreThanMayWait_isToldToComeBack() throws Exception {
    List<RedactedEvent> batch = new ArrayList<>();
    for (int number = 0; number < 400; number++) {
      batch.add(TestEvents.saying(RUN, number, "x".repeat(10_000)));
    }
    List<StoreFault> faults = Collections.synchronizedList(new ArrayList<>());
    try (PostgresRunStore store = database.open(TestDatabase.options().withQueueBytes(1_000_000));
        Connection other = database.connection();
        Statement statement = other.createStatement()) {
      store.append(List.of(TestEvents.event(RUN, 1_000)));
      // Whoever holds the row of the run lets the writer wait.
      statement.execute("SET clew.namespaces = '*'; BEGIN; SELECT FROM run FOR UPDATE");
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 6; writer++) {
        writers.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    store.append(batch);
                  } catch (StoreFault fault) {
                    faults.add(fault);
                  }
                }));
      }
      while (faults.size() < 3) {
        Thread.sleep(20);
      }
      statement.execute("ROLLBACK");
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(faults).allMatch(fault -> fault.kind() == StoreFault.Kind.BUSY);
      store.append(batch);
      assertThat(TestDatabase.rows(store, RUN)).hasSize(401);
    }
  }

  @Test
  void append_tooManyConnections_isToldToComeBack() throws Exception {
    try (PostgresRunStore store = database.open()) {
      database.limitConnections(0);
      assertThatThrownBy(() -> store.append(List.of(TestEvents.event(RUN, 1))))
          .isInstanceOfSatisfying(
              StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.BUSY));
      database.limitConnections(-1);
      store.append(List.of(TestEvents.event(RUN, 1)));
      assertThat(TestDatabase.rows(store, RUN)).hasSize(1);
    }
  }

  @Test
  void append_connectionCut_goesOnWithAnother() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(List.of(TestEvents.event(RUN, 1)));
      assertThat(TestDatabase.rows(store, RUN)).hasSize(1);
      database.cutConnections();

      assertThat(TestDatabase.rows(store, RUN)).hasSize(1);
      assertThatThrownBy(() -> store.append(List.of(TestEvents.event(RUN, 2))))
          .isInstanceOfSatisfying(
              StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.BUSY));
      store.append(List.of(TestEvents.event(RUN, 2)));
      assertThat(TestChains.verified(store, RUN)).hasSize(2);
    }
  }

  @Test
  void find_whileItIsWritten_seesWholeBatches() throws Exception {
    try (PostgresRunStore store = database.openSealing()) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 0; number < 60; number++) {
                  store.append(
                      TestEvents.wholeRun(
                          new RunKey("default", "run_" + number),
                          "nightly",
                          RunStatus.SUCCEEDED,
                          0));
                }
              });
      while (writer.isAlive()) {
        for (RunEntry run : store.find(RunQuery.ALL, 1_000)) {
          assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
          assertThat(TestDatabase.rows(store, new RunKey("default", run.runId()))).hasSize(9);
        }
      }
      assertThat(store.find(RunQuery.ALL, 1_000)).hasSize(60);
      assertThat(store.check(progress -> {})).isEqualTo(new StoreCheck(60, 540, List.of()));
    }
  }

  @Test
  void append_aUsersTool_canReadIt() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      assertThat(
              database.number(
                  "SELECT count(*) FROM event WHERE event::jsonb->>'kind' = 'run_finished'"))
          .isOne();
      assertThat(database.number("SELECT count(*) FROM run WHERE status = 'failed'")).isOne();
    }
  }
}
