package dev.clew.storesqlite;

import dev.clew.core.ClewException;
import dev.clew.storesql.Readers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/// The database file: how it is opened, and what its tables are.
///
/// @param file `clew.db`
record Database(Path file) implements Readers.Source {
  /// Says in the header of the file that it is ours: `clew`.
  private static final int APPLICATION_ID = 0x636c6577;

  /// Of the newest schema. A schema is made by all scripts up to its own.
  private static final int VERSION = 4;

  /// Below it a WAL can be damaged by a checkpoint (sqlite.org, "WAL-reset bug").
  private static final String LEAST_SQLITE = "3.51.3";

  static final int BUSY_MS = 5_000;
  private static final int CACHE_KIB = 32 << 10;

  /// The one connection that writes. It makes the tables that are not there yet.
  Connection openToWrite() throws SQLException {
    Connection connection = open(false);
    try (Statement statement = connection.createStatement()) {
      requireVersion(statement);
      // The pages of what was packed or deleted are given back little by little.
      statement.execute("PRAGMA auto_vacuum=INCREMENTAL");
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("PRAGMA cache_size=-" + CACHE_KIB);
      // Within a page what is deleted is overwritten. Pages that become free whole are given back
      // to
      // the disk; those of a run that is removed are overwritten too (Erasure).
      statement.execute("PRAGMA secure_delete=FAST");
      migrate(statement);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /// Whether its tables are those of this version, so that it can be read without being written.
  boolean isCurrent() throws SQLException {
    try (Connection connection = open(true);
        Statement statement = connection.createStatement()) {
      requireOurs(statement);
      return number(statement, "PRAGMA user_version") == VERSION;
    }
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = open(true);
    try (Statement statement = connection.createStatement()) {
      requireOurs(statement);
      connection.setAutoCommit(false);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private Connection open(boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_MS);
    Properties properties = config.toProperties();
    return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
  }

  private static void requireVersion(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
      String version = row.getString(1);
      if (Runtime.Version.parse(version).compareTo(Runtime.Version.parse(LEAST_SQLITE)) < 0) {
        throw new ClewException("SQLite " + version + " is older than " + LEAST_SQLITE);
      }
    }
  }

  private void requireOurs(Statement statement) throws SQLException {
    int application = number(statement, "PRAGMA application_id");
    int version = number(statement, "PRAGMA user_version");
    if (application != APPLICATION_ID) {
      throw new ClewException(file + " is not a store of clew");
    }
    if (version > VERSION) {
      throw new ClewException(
          file
              + " has format "
              + version
              + ", made by a newer clew; this one reads up to format "
              + VERSION);
    }
  }

  private void migrate(Statement statement) throws SQLException {
    boolean isNew = number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!isNew) {
      requireOurs(statement);
    }
    statement.executeUpdate("BEGIN IMMEDIATE");
    for (int next = number(statement, "PRAGMA user_version") + 1; next <= VERSION; next++) {
      statement.executeUpdate(script(next));
      statement.execute("PRAGMA application_id=" + APPLICATION_ID);
      statement.execute("PRAGMA user_version=" + next);
    }
    statement.executeUpdate("COMMIT");
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getInt(1);
    }
  }

  private static String script(int version) {
    try (InputStream script = Database.class.getResourceAsStream(version + ".sql")) {
      if (script == null) {
        throw new ClewException("no script for format " + version + " of the store");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClewException("the script for format " + version + " cannot be read", e);
    }
  }
}
