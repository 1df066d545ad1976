package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobPut;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.Words;
import dev.clew.storetck.TestEvents;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
  private static final RunKey RUN = new RunKey("default", "run_1");
  private static final int PROGRAMS = 8;

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @Test
  void open_manyProgramsAtOnce_oneMakesTheTables() throws Exception {
    Callable<PostgresRunStore> program =
        () -> {
          PostgresRunStore store = database.open();
          store.append(List.of(TestEvents.event(RUN, 1)));
          return store;
        };
    List<PostgresRunStore> stores = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS)) {
      for (Future<PostgresRunStore> store :
          threads.invokeAll(Collections.nCopies(PROGRAMS, program))) {
        stores.add(store.get());
      }
    }

    assertThat(database.count("schema_version")).isEqualTo(Migrations.VERSION);
    assertThat(TestChains.verified(stores.getLast(), RUN)).hasSize(1);
    stores.forEach(PostgresRunStore::close);
  }

  @Test
  void open_newerFormat_isRefusedAndUntouched() throws Exception {
    database.open().close();
    database.execute("INSERT INTO schema_version (version) VALUES (999)");

    assertThatThrownBy(database::open)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "has format 999, made by a newer clew; this one reads up to format "
                + Migrations.VERSION);
    assertThat(database.number("SELECT max(version) FROM schema_version")).isEqualTo(999);
  }

  @Test
  void open_schemaOfSomethingElse_isRefusedAndUntouched() throws Exception {
    database.execute("CREATE SCHEMA clew");
    database.execute("CREATE TABLE clew.mine (x int)");

    assertThatThrownBy(database::open)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the schema clew")
        .hasMessageContaining("is not a store of clew");
    assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'clew'")).isOne();
  }

  @Test
  void open_noSuchDatabase_isRefusedWithoutThePassword() {
    String url = database.url().replace("clew@", "clew:hunter2@") + "_not";

    assertThatThrownBy(() -> PostgresRunStore.open(url, TestDatabase.options()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be opened")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void open_notAnAddress_isRefused() {
    for (String url : List.of("", "mysql://host/db", "postgres://host", "postgres://host/")) {
      assertThatThrownBy(() -> PostgresRunStore.open(url, TestDatabase.options()))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void open_anotherProgramMigrates_waitsForIt() throws Exception {
    try (Connection other = DriverManager.getConnection(database.jdbc())) {
      other.setAutoCommit(false);
      Locks.MIGRATION.take(other.createStatement());
      Thread opening = Thread.ofVirtual().start(() -> database.open().close());
      Thread.sleep(700);
      assertThat(opening.isAlive()).isTrue();
      assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'clew'"))
          .isZero();
      other.rollback();
      opening.join();
    }
    assertThat(database.count("schema_version")).isEqualTo(Migrations.VERSION);
  }

  @Test
  void open_formatOne_keepsAllAndGoesOn() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 1));
    }
    dropFormatFour();
    database.execute("DROP TABLE tombstone");
    database.execute("DROP TABLE run_word");
    database.execute(
        "ALTER TABLE run DROP COLUMN found_size, DROP COLUMN started_at, DROP COLUMN failure,"
            + " DROP COLUMN phase, DROP COLUMN cause, DROP COLUMN headline, DROP COLUMN stuck_us,"
            + " DROP COLUMN stuck_rule");
    // Its columns are those of all other indexes too.
    database.execute("DROP INDEX run_by_attempts");
    database.execute("DELETE FROM schema_version WHERE version >= 2");

    try (PostgresRunStore store = database.open()) {
      assertThat(store.unexamined(10)).containsEntry(RUN, 9L);
      assertThat(TestChains.verified(store, RUN)).hasSize(9);
      store.append(List.of(TestEvents.event(RUN, 90)));
      store.keep(List.of(new Found(RUN, Finding.nothing(10), new Words().add("late"))));
      assertThat(store.find(RunQuery.ALL.finding(FindingQuery.ANY.withText("late")), 10))
          .extracting(RunEntry::finding)
          .containsExactly(Finding.nothing(10));
    }
  }

  @Test
  void open_formatTwo_keepsAllAndRemoves() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 1));
    }
    dropFormatFour();
    database.execute("DROP TABLE tombstone");
    database.execute("DELETE FROM schema_version WHERE version >= 3");

    try (PostgresRunStore store = database.open()) {
      assertThat(TestChains.verified(store, RUN)).hasSize(9);
      assertThat(store.remove(TestEvents.removal(RUN)).orElseThrow().rows()).isEqualTo(9);
      assertThat(store.tombstones(RUN.runId(), null)).hasSize(1);
    }
  }

  private void dropFormatFour() throws Exception {
    database.execute(
        "ALTER TABLE run DROP COLUMN short_parent_run_id, DROP COLUMN parent_run_id,"
            + " DROP COLUMN parent_attempt_id, DROP COLUMN parent_stage, DROP COLUMN no_run_id,"
            + " DROP COLUMN queue, DROP COLUMN lease_ms");
    database.execute(
        "DROP TABLE blob, blob_piece, run_blob, blob_space, upload, blob_tombstone CASCADE");
  }

  @Test
  void open_formatThree_keepsAllAndKnowsParentsFromTheNextRow() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(List.of(TestEvents.startedBy(RUN, 1, new ParentRun("run_0", null, "load"))));
    }
    dropFormatFour();
    database.execute("DELETE FROM schema_version WHERE version >= 4");

    try (PostgresRunStore store = database.open()) {
      assertThat(store.find(RunQuery.ALL.startedBy("run_0"), 10)).isEmpty();
      store.append(List.of(TestEvents.ended(RUN, RunStatus.FAILED, 2)));

      assertThat(store.find(RunQuery.ALL.startedBy("run_0"), 10))
          .extracting(RunEntry::parent)
          .containsExactly(new ParentRun("run_0", null, "load"));
      assertThat(TestChains.verified(store, RUN)).hasSize(2);
    }
  }

  @Test
  void open_formatThree_keepsAllAndTakesFiles() throws Exception {
    try (PostgresRunStore store = database.open()) {
      store.append(TestEvents.wholeRun(RUN, "nightly", RunStatus.FAILED, 1));
    }
    dropFormatFour();
    database.execute("DELETE FROM schema_version WHERE version >= 4");

    try (PostgresRunStore store = database.open()) {
      assertThat(TestChains.verified(store, RUN)).hasSize(9);
      assertThat(TestEvents.put(store, RUN, "the report")).isEqualTo(new BlobPut.Stored(true));
      assertThat(store.blobs().of(RUN)).containsExactly(TestEvents.digest("the report"));
    }
  }
}
