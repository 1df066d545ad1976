package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.event.Payload;
import dev.clew.core.run.RunStatus;
import dev.clew.store.BlobLimits;
import dev.clew.store.BlobUpload;
import dev.clew.store.Blobs;
import dev.clew.store.Finding;
import dev.clew.store.Found;
import dev.clew.store.RunKey;
import dev.clew.store.Words;
import dev.clew.storesql.Readers;
import dev.clew.storetck.TestEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The second wall: whatever a question says, it has no answer about other namespaces. The role
/// owns the tables and is no superuser.
class RowSecurityTest {
  private static final RunKey OURS = new RunKey("ours", "run_1");
  private static final RunKey THEIRS = new RunKey("theirs", "run_1");
  private static final RunKey SEALED = new RunKey("theirs", "run_2");
  private static final List<String> TABLES =
      List.of("run", "event", "chunk", "payload", "definition", "run_word", "tombstone");

  private static final List<String> FILES =
      List.of("blob", "blob_piece", "run_blob", "blob_space", "upload", "blob_tombstone");

  @RegisterExtension private final TestDatabase database = new TestDatabase();

  @BeforeEach
  void fill() throws Exception {
    try (PostgresRunStore store = database.openSealing()) {
      for (RunKey run : List.of(OURS, THEIRS)) {
        store.append(
            List.of(
                TestEvents.withPayload(run, 1, Payload.of("body")),
                TestEvents.executed(run, 2, "0123abc0")));
        store.keep(List.of(new Found(run, Finding.nothing(2), new Words().add("one two"))));
      }
      for (RunKey run : List.of(new RunKey("ours", "run_3"), new RunKey("theirs", "run_3"))) {
        store.append(List.of(TestEvents.event(run, 1)));
        store.remove(TestEvents.removal(run));
      }
      store.append(TestEvents.wholeRun(SEALED, "nightly", RunStatus.FAILED, 0));
      database.awaitNone("SELECT count(*) FROM run WHERE run_id = 'run_2' AND size > sealed");
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<Long> counts(Set<String> namespaces) throws SQLException {
    return counts(namespaces, TABLES);
  }

  private List<Long> counts(Set<String> namespaces, List<String> tables) throws SQLException {
    List<Long> counts = new ArrayList<>();
    Connections connections = new Connections(PostgresAddress.parse(database.url()));
    try (Connection connection = connections.open()) {
      connections.restrict(connection, namespaces);
      for (String table : tables) {
        counts.add(count(connection, table));
      }
    }
    return counts;
  }

  @Test
  void select_settingForANamespace_seesItsRowsOnly() throws Exception {
    assertThat(counts(Set.of("ours"))).containsExactly(1L, 2L, 0L, 1L, 1L, 2L, 1L);
    assertThat(counts(Set.of("theirs"))).containsExactly(2L, 2L, 1L, 1L, 1L, 2L, 1L);
    assertThat(counts(Set.of("ours", "theirs"))).containsExactly(3L, 4L, 1L, 2L, 2L, 4L, 2L);
  }

  @Test
  void select_settingForNone_seesNothing() throws Exception {
    List<Long> nothing = List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L);
    assertThat(counts(Set.of())).isEqualTo(nothing);
    // None of these is another way to say ours, or all.
    for (String namespace : List.of("", "*", "our", "ours\u0001,theirs", "\u0001,ours", "OURS")) {
      assertThat(counts(Set.of(namespace))).as(namespace).isEqualTo(nothing);
    }
  }

  @Test
  void select_filesOfANamespace_seesItsOnly() throws Exception {
    RunKey ours = new RunKey("ours", "run_5");
    RunKey theirs = new RunKey("theirs", "run_5");
    try (PostgresRunStore store = database.open()) {
      for (RunKey run : List.of(ours, theirs)) {
        store.append(List.of(TestEvents.event(run, 1), TestEvents.event(sibling(run), 1)));
        TestEvents.put(store, run, "in both");
        TestEvents.put(store, run, "of " + run.namespace());
        TestEvents.put(store, sibling(run), "gone");
        store.remove(TestEvents.removal(sibling(run)));
        BlobUpload upload = new BlobUpload(run, TestEvents.digest("on its way"), 10);
        store.blobs().put(upload, 0, new byte[3], BlobLimits.DEFAULT, Blobs.Inspection.NONE);
      }
    }

    assertThat(counts(Set.of("ours"), FILES)).containsExactly(2L, 2L, 2L, 1L, 1L, 1L);
    assertThat(counts(Set.of("ours", "theirs"), FILES)).containsExactly(3L, 3L, 4L, 2L, 2L, 2L);
    assertThat(counts(Set.of(), FILES)).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
    try (Connection connection = database.connection()) {
      for (String table : FILES) {
        assertThat(count(connection, table)).as(table).isZero();
      }
    }
  }

  private static RunKey sibling(RunKey run) {
    return new RunKey(run.namespace(), "run_6");
  }

  @Test
  void select_withoutTheSetting_seesNothing() throws Exception {
    try (Connection connection = database.connection()) {
      for (String table : TABLES) {
        assertThat(count(connection, table)).as(table).isZero();
      }
    }
  }

  @Test
  void select_fromAPartition_seesNothing() throws Exception {
    List<String> partitions = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT inhrelid::regclass::text FROM pg_inherits"
                    + " WHERE inhparent = 'event'::regclass");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        partitions.add(row.getString(1));
      }
    }
    assertThat(partitions).hasSizeGreaterThan(3).contains("event_20261130", "event_else");
    for (String partition : partitions) {
      assertThat(database.count(partition)).as(partition).isZero();
    }
  }

  @Test
  void write_settingForANamespace_changesNoOther() throws Exception {
    Connections connections = new Connections(PostgresAddress.parse(database.url()));
    try (Connection connection = connections.openToWrite();
        Statement statement = connection.createStatement()) {
      connections.restrict(connection, Set.of("ours"));
      assertThat(statement.executeUpdate("DELETE FROM event")).isEqualTo(2);
      assertThat(statement.executeUpdate("UPDATE run SET name = 'x'")).isEqualTo(1);
      assertThatThrownBy(() -> statement.executeUpdate("UPDATE run SET namespace = 'theirs'"))
          .hasMessageContaining("row-level security");
      connection.rollback();
    }
    assertThat(database.count("event")).isEqualTo(4);
  }

  @Test
  void restrict_endsWithTheTransaction() throws Exception {
    Connections connections = new Connections(PostgresAddress.parse(database.url()));
    try (Connection connection = connections.open()) {
      connections.restrict(connection, Set.of("ours"));
      assertThat(count(connection, "run")).isEqualTo(1);
      connection.rollback();
      assertThat(count(connection, "run")).isEqualTo(3);
    }
  }

  private static long runs(Readers readers, @Nullable Set<String> namespaces) throws SQLException {
    return readers.read(namespaces, connection -> count(connection, "run"));
  }

  @Test
  void read_ofANamespace_isBehindTheWall() throws Exception {
    try (Readers readers = new Readers(new Connections(PostgresAddress.parse(database.url())))) {
      // One connection serves all of them.
      assertThat(runs(readers, null)).isEqualTo(3);
      assertThat(runs(readers, Set.of("ours"))).isEqualTo(1);
      assertThat(runs(readers, null)).isEqualTo(3);
      assertThat(runs(readers, Set.of())).isZero();
    }
  }

  @Test
  void everyTableOfRuns_hasTheWall() throws Exception {
    assertThat(
            database.number(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'clew'::regnamespace"
                    + " AND relkind IN ('r', 'p') AND relname <> 'schema_version'"
                    + " AND NOT (relrowsecurity AND relforcerowsecurity)"))
        .isZero();
  }
}
