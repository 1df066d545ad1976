package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.run.RunStatus;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.StoreFault;
import dev.clew.storetck.TestEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreTest {
  private static final RunKey RUN = new RunKey("default", "run_1");

  @TempDir private Path folder;

  @Test
  void open_storeInUse_isRefusedWithItsOwner() {
    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThatThrownBy(() -> TestStore.open(folder))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is in use by this process, " + ProcessHandle.current().pid());
      store.append(List.of(TestEvents.event(RUN, 1)));
    }
    TestStore.open(folder).close();
  }

  @Test
  void open_newerFormat_isRefusedAndUntouched() throws Exception {
    TestStore.open(folder).close();
    try (Connection connection = TestStore.connection(folder);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version=999");
    }

    assertThatThrownBy(() -> TestStore.open(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has format 999, made by a newer clew");
    assertThat(TestStore.number(folder, "PRAGMA user_version")).isEqualTo(999);
  }

  @Test
  void open_databaseOfSomethingElse_isRefusedAndUntouched() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("clew.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE mine (x)");
    }

    assertThatThrownBy(() -> TestStore.open(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not a store of clew");
    assertThat(TestStore.count(folder, "mine")).isZero();
  }

  @Test
  void open_noDatabase_isRefused() throws Exception {
    Files.writeString(folder.resolve("clew.db"), "this is no database, and long enough to be one");

    assertThatThrownBy(() -> TestStore.open(folder))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void open_folderThatCannotBeMade_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> TestStore.open(file.resolve("data")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be made");
  }

  @Test
  void append_forgottenRuns_areReadAgain() {
    List<RedactedEvent> events = new ArrayList<>();
    try (SqliteRunStore store = SqliteRunStore.open(folder, TestStore.options().remembering(30))) {
      for (int number = 0; number < 200; number++) {
        RedactedEvent event = TestEvents.event(new RunKey("default", "run_" + number % 9), number);
        events.add(event);
        store.append(List.of(event));
      }
      for (RedactedEvent event : events) {
        assertThat(store.append(List.of(event)).getFirst().getClass().getSimpleName())
            .isEqualTo("Duplicate");
      }
      assertThat(TestStore.rows(store, new RunKey("default", "run_1"))).hasSize(23);
    }
  }

  @Test
  void append_moreThanMayWait_isToldToComeBack() throws Exception {
    List<RedactedEvent> batch = new ArrayList<>();
    for (int number = 0; number < 400; number++) {
      batch.add(TestEvents.saying(RUN, number, "x".repeat(10_000)));
    }
    List<StoreFault> faults = new ArrayList<>();
    try (SqliteRunStore store =
            SqliteRunStore.open(folder, TestStore.options().withQueueBytes(1_000_000));
        Connection other = TestStore.connection(folder);
        Statement statement = other.createStatement()) {
      // Whoever holds the database lets the writer wait.
      statement.execute("BEGIN IMMEDIATE");
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 6; writer++) {
        writers.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    store.append(batch);
                  } catch (StoreFault fault) {
                    synchronized (faults) {
                      faults.add(fault);
                    }
                  }
                }));
      }
      while (true) {
        synchronized (faults) {
          if (faults.size() >= 3) {
            break;
          }
        }
        Thread.sleep(20);
      }
      statement.execute("ROLLBACK");
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(faults).allMatch(fault -> fault.kind() == StoreFault.Kind.BUSY);
      store.append(batch);
      assertThat(TestStore.rows(store, RUN)).hasSize(400);
    }
  }

  @Test
  void find_whileItIsWritten_seesWholeBatches() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                for (int number = 0; number < 100; number++) {
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
          assertThat(TestStore.rows(store, new RunKey("default", run.runId()))).hasSize(9);
        }
      }
      assertThat(store.find(RunQuery.ALL, 1_000)).hasSize(100);
    }
  }

  @Test
  void append_aUsersTool_canReadIt() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 0));
      assertThat(
              TestStore.number(
                  folder, "SELECT count(*) FROM event WHERE event->>'kind' = 'run_finished'"))
          .isOne();
      assertThat(TestStore.number(folder, "SELECT count(*) FROM run WHERE status = 'failed'"))
          .isOne();
    }
  }
}
