package dev.clew.storepostgres;

import dev.clew.core.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Makes the tables that are not there yet. A schema is made by all scripts up to its own; the
/// table `schema_version` has a row for each that was run. Of programs that start at once, one runs
/// them.
record Migrations(PostgresAddress address) {
  /// Of the newest schema.
  static final int VERSION = 4;

  private static final String SCHEMA = Connections.SCHEMA;

  // Asked of the catalogue: functions like to_regclass may answer from a cache that is older than
  // our lock.
  private static final String COUNT_SCHEMAS =
      "SELECT count(*) FROM pg_namespace WHERE nspname = '" + SCHEMA + "'";
  private static final String COUNT_TABLES =
      "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
          + " WHERE nspname = '"
          + SCHEMA
          + "'";

  /// @throws ClewException when this is no store of ours, or one of a newer version
  void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) < VERSION) {
        Locks.MIGRATION.take(statement);
        migrate(statement, version(statement));
        connection.commit();
      } else {
        connection.rollback();
      }
    }
  }

  private void migrate(Statement statement, int from) throws SQLException {
    if (from == 0) {
      // To ask whether it is there needs no right; to make it does.
      if (number(statement, COUNT_SCHEMAS) == 0) {
        statement.execute("CREATE SCHEMA " + SCHEMA);
      }
      statement.execute(
          "CREATE TABLE schema_version (version integer PRIMARY KEY,"
              + " made_at timestamptz NOT NULL DEFAULT now())");
    }
    for (int next = from + 1; next <= VERSION; next++) {
      statement.execute(script(next));
      statement.execute("INSERT INTO schema_version (version) VALUES (" + next + ")");
    }
  }

  /// 0 when there is no store yet.
  private int version(Statement statement) throws SQLException {
    if (number(statement, COUNT_TABLES + " AND relname = 'schema_version'") == 0) {
      if (number(statement, COUNT_TABLES) > 0) {
        throw new ClewException(
            "the schema " + SCHEMA + " of " + address + " is not a store of clew");
      }
      return 0;
    }
    int version = number(statement, "SELECT coalesce(max(version), 0) FROM schema_version");
    if (version > VERSION) {
      throw new ClewException(
          address
              + " has format "
              + version
              + ", made by a newer clew; this one reads up to format "
              + VERSION);
    }
    return version;
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script(int version) {
    try (InputStream script = Migrations.class.getResourceAsStream(version + ".sql")) {
      if (script == null) {
        throw new ClewException("no script for format " + version + " of the store");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClewException("the script for format " + version + " cannot be read", e);
    }
  }
}
