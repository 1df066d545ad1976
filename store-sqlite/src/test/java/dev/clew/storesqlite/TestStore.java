package dev.clew.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storetck.TestStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Stores in a folder, and what a user of SQLite sees in it.
final class TestStore {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ALL = 100_000;

  private TestStore() {}

  static SqliteOptions options() {
    return SqliteOptions.of(TestStores.CLOCK, TestStores.IDENTITIES);
  }

  static SqliteRunStore open(Path folder) {
    return SqliteRunStore.open(folder, options());
  }

  /// One that packs runs as soon as they have ended and nothing else is to be done.
  static SqliteRunStore openSealing(Path folder) {
    return SqliteRunStore.open(folder, options().sealingAfter(Duration.ZERO));
  }

  static List<Row> rows(RunStore store, RunKey run) {
    return store.ledger(run).orElseThrow().rows(0, ALL);
  }

  static long count(Path folder, String table) throws SQLException {
    return number(folder, "SELECT count(*) FROM " + table);
  }

  static long number(Path folder, String query) throws SQLException {
    try (Connection connection = connection(folder);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  static void change(Path folder, String sql) throws SQLException {
    try (Connection connection = connection(folder);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
    }
  }

  static Connection connection(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("clew.db"));
  }

  static void awaitSealed(Path folder) throws Exception {
    awaitNone(folder, "SELECT count(*) FROM event");
  }

  static void awaitNone(Path folder, String query) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (number(folder, query) > 0) {
      assertThat(Instant.now()).as(query + " is 0 by").isBefore(end);
      Thread.sleep(50);
    }
  }
}
