package dev.clew.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.storetck.PostgresServer;
import dev.clew.storetck.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A database of a test's own, and what its owner, who is no superuser, sees in it.
final class TestDatabase implements BeforeEachCallback, AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ALL = 1_000_000;

  private String name = "";

  @Override
  public void beforeEach(ExtensionContext context) {
    name = PostgresServer.shared().newDatabase();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    PostgresServer.shared().dropDatabase(name);
  }

  static PostgresOptions options() {
    return PostgresOptions.of(TestStores.CLOCK, TestStores.IDENTITIES);
  }

  String url() {
    return PostgresServer.shared().url(name);
  }

  /// Of the role that owns the database.
  String jdbc() {
    return PostgresServer.shared().jdbc(name, "clew");
  }

  PostgresRunStore open() {
    return open(options());
  }

  PostgresRunStore open(PostgresOptions options) {
    return PostgresRunStore.open(url(), options);
  }

  /// One that packs runs as soon as they have ended and nothing else is to be done.
  PostgresRunStore openSealing() {
    return open(options().sealingAfter(Duration.ZERO));
  }

  static List<Row> rows(RunStore store, RunKey run) {
    return store.ledger(run).orElseThrow().rows(0, ALL);
  }

  /// It sees no run.
  Connection connection() throws SQLException {
    Connection connection = DriverManager.getConnection(PostgresServer.shared().jdbc(name, "clew"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = clew");
    }
    return connection;
  }

  private Connection seeingAll() throws SQLException {
    Connection connection = connection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET clew.namespaces = '*'");
    }
    return connection;
  }

  long count(String table) throws SQLException {
    return number("SELECT count(*) FROM " + table);
  }

  long number(String query) throws SQLException {
    try (Connection connection = seeingAll();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  void change(String sql) throws SQLException {
    try (Connection connection = seeingAll();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = seeingAll();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Whoever is connected stays so.
  void limitConnections(int most) {
    PostgresServer.shared().sql("postgres", "ALTER DATABASE " + name + " CONNECTION LIMIT " + most);
  }

  void cutConnections() {
    PostgresServer.shared()
        .sql(
            "postgres",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + name
                + "'");
  }

  void awaitSealed() throws Exception {
    awaitNone("SELECT count(*) FROM event");
  }

  void awaitNone(String query) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (number(query) > 0) {
      assertThat(Instant.now()).as(query + " is 0 by").isBefore(end);
      Thread.sleep(50);
    }
  }
}
