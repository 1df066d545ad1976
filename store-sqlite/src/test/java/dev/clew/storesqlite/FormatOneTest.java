package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobPut;
import dev.clew.store.Finding;
import dev.clew.store.FindingQuery;
import dev.clew.store.Found;
import dev.clew.store.LeasedRun;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.Words;
import dev.clew.storetck.TestEvents;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that the first version of clew has written, before anything was found of its runs.
class FormatOneTest {
  private static final RunKey SEALED = new RunKey("default", "run_1");
  private static final List<String> BLOBS =
      List.of("blob", "run_blob", "blob_space", "upload", "blob_tombstone", "blob_trash");
  private static final RunKey HOT = new RunKey("default", "run_2");
  private static final String COLUMNS_OF_RUN =
      "number, namespace, run_id, ledger_id, name, version, status, created_at, created_ns,"
          + " finished_at, correlation_id, execution_key, attempts, size, chain, sealed, received_us";

  @TempDir private Path folder;
  @TempDir private Path today;

  @BeforeEach
  void write() throws Exception {
    try (SqliteRunStore store = TestStore.openSealing(today)) {
      store.append(TestEvents.wholeRun(SEALED, "nightly", RunStatus.FAILED, 1));
      TestStore.awaitSealed(today);
      store.append(List.of(TestEvents.created(HOT, "nightly", 1), TestEvents.started(HOT, 2)));
    }
    Files.createFile(folder.resolve("clew.db"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("clew.db"));
        Statement statement = connection.createStatement();
        InputStream script = Database.class.getResourceAsStream("1.sql")) {
      statement.execute("PRAGMA auto_vacuum=INCREMENTAL");
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      statement.executeUpdate(text);
      statement.execute("ATTACH '" + today.resolve("clew.db") + "' AS today");
      statement.execute(
          "INSERT INTO run (%1$s) SELECT %1$s FROM today.run".formatted(COLUMNS_OF_RUN));
      for (String table : List.of("event", "chunk", "payload", "definition")) {
        statement.execute("INSERT INTO %1$s SELECT * FROM today.%1$s".formatted(table));
      }
      statement.execute("PRAGMA application_id=0x636c6577");
      statement.execute("PRAGMA user_version=1");
    }
  }

  @Test
  void open_keepsAllAndGoesOn() throws Exception {
    try (SqliteRunStore store = TestStore.open(folder)) {
      assertThat(TestStore.number(folder, "PRAGMA user_version")).isEqualTo(4);
      assertThat(store.unexamined(10)).containsEntry(SEALED, 9L).containsEntry(HOT, 2L).hasSize(2);
      store.append(List.of(TestEvents.event(SEALED, 90), TestEvents.event(HOT, 3)));
      store.keep(List.of(new Found(SEALED, Finding.nothing(10), new Words().add("late"))));

      assertThat(TestStore.rows(store, SEALED)).hasSize(10);
      assertThat(TestStore.rows(store, HOT)).hasSize(3);
      assertThat(store.check(progress -> {}).damage()).isEmpty();
      assertThat(store.find(RunQuery.ALL.finding(FindingQuery.ANY.withText("late")), 10))
          .extracting(RunEntry::runId, RunEntry::finding)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(SEALED.runId(), Finding.nothing(10)));
    }
  }

  @Test
  void open_formatTwo_keepsAllAndRemoves() throws Exception {
    try (SqliteRunStore store = TestStore.open(today)) {
      store.keep(List.of(new Found(HOT, Finding.nothing(2), new Words().add("late"))));
    }
    try (Connection connection = TestStore.connection(today);
        Statement statement = connection.createStatement()) {
      backToThree(statement);
      statement.execute("DROP TABLE tombstone");
      statement.execute("PRAGMA user_version=2");
    }

    try (SqliteRunStore store = TestStore.open(today)) {
      assertThat(TestStore.number(today, "PRAGMA user_version")).isEqualTo(4);
      assertThat(store.find(RunQuery.ALL.finding(FindingQuery.ANY.withText("late")), 10))
          .hasSize(1);
      assertThat(store.remove(TestEvents.removal(SEALED)).orElseThrow().rows()).isEqualTo(9);
      assertThat(store.find(RunQuery.ALL, 10)).hasSize(1);
      assertThat(store.check(progress -> {}).damage()).isEmpty();
    }
  }

  @Test
  void open_formatThree_keepsAllAndTakesFiles() throws Exception {
    TestStore.open(today).close();
    try (Connection connection = TestStore.connection(today);
        Statement statement = connection.createStatement()) {
      backToThree(statement);
    }

    try (SqliteRunStore store = TestStore.open(today)) {
      assertThat(TestStore.number(today, "PRAGMA user_version")).isEqualTo(4);
      assertThat(TestEvents.put(store, SEALED, "the report")).isEqualTo(new BlobPut.Stored(true));
      assertThat(store.blobs().of(SEALED)).containsExactly(TestEvents.digest("the report"));
      assertThat(TestStore.rows(store, SEALED)).hasSize(9);
      assertThat(store.check(progress -> {}).damage()).isEmpty();
    }
  }

  @Test
  void open_formatThree_keepsAllAndKnowsParentsFromTheNextRow() throws Exception {
    RunKey child = new RunKey("default", "run_3");
    try (SqliteRunStore store = TestStore.open(today)) {
      store.append(List.of(TestEvents.startedBy(child, 1, new ParentRun("run_1", null, null))));
    }
    try (Connection connection = TestStore.connection(today);
        Statement statement = connection.createStatement()) {
      backToThree(statement);
    }

    try (SqliteRunStore store = TestStore.open(today)) {
      assertThat(store.find(RunQuery.ALL.startedBy("run_1"), 10)).isEmpty();
      assertThat(store.check(progress -> {}).damage()).isEmpty();

      store.append(List.of(TestEvents.ended(child, RunStatus.FAILED, 2)));

      assertThat(store.find(RunQuery.ALL.startedBy("run_1"), 10))
          .extracting(RunEntry::parent)
          .containsExactly(new ParentRun("run_1", null, null));
      assertThat(store.check(progress -> {}).damage()).isEmpty();
    }
  }

  @Test
  void open_formatThree_keepsAllAndKnowsLeases() throws Exception {
    try (Connection connection = TestStore.connection(today);
        Statement statement = connection.createStatement()) {
      backToThree(statement);
    }

    try (SqliteRunStore store = TestStore.open(today)) {
      assertThat(TestStore.number(today, "PRAGMA user_version")).isEqualTo(4);
      assertThat(store.leased(Long.MIN_VALUE, 10)).isEmpty();
      store.append(List.of(TestEvents.claimed(HOT, 3, Duration.ofSeconds(30))));
      assertThat(store.leased(Long.MIN_VALUE, 10)).extracting(LeasedRun::run).containsExactly(HOT);
      assertThat(store.check(progress -> {}).damage()).isEmpty();
    }
  }

  private static void backToThree(Statement statement) throws SQLException {
    for (String table : BLOBS) {
      statement.execute("DROP TABLE " + table);
    }
    for (String index :
        List.of(
            "run_by_parent",
            "run_by_naming",
            "run_by_queue",
            "run_by_queue_of_namespace",
            "run_by_lease")) {
      statement.execute("DROP INDEX " + index);
    }
    for (String column :
        List.of(
            "parent_run_id",
            "parent_attempt_id",
            "parent_stage",
            "no_run_id",
            "queue",
            "lease_ms")) {
      statement.execute("ALTER TABLE run DROP COLUMN " + column);
    }
    statement.execute("PRAGMA user_version=3");
  }

  @Test
  void openToRead_whenNobodyWrites_readsAll() {
    try (SqliteRunStore store = SqliteRunStore.openToRead(folder)) {
      assertThat(store.find(RunQuery.ALL, 10)).hasSize(2);
      assertThat(TestStore.rows(store, SEALED)).hasSize(9);
    }
  }

  @Test
  void openToRead_whileAnotherWrites_isRefusedWithItsOwner() throws Exception {
    try (SqliteRunStore writing = TestStore.open(today);
        Connection connection = TestStore.connection(today);
        Statement statement = connection.createStatement()) {
      assertThat(writing.find(RunQuery.ALL, 10)).hasSize(2);
      statement.execute("PRAGMA user_version=1");

      assertThatThrownBy(() -> SqliteRunStore.openToRead(today))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is in use by this process");
    }
  }
}
