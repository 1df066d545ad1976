package dev.clew.storepostgres;

import dev.clew.core.ClewException;
import dev.clew.storesql.ColumnText;
import dev.clew.storesql.Readers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/// Makes connections to one database. Thread-safe.
///
/// @param address of the database
record Connections(PostgresAddress address) implements Readers.Source {
  /// The schema that all tables are in.
  static final String SCHEMA = "clew";

  /// What row-level security reads.
  private static final String NAMESPACES = "clew.namespaces";

  /// Before each namespace. No text of a column has it: U+0001 stands before a digit there.
  static final String BEFORE_EACH = "\u0001,";

  private static final int LEAST_VERSION = 13;
  private static final String CONNECT_SECONDS = "10";

  /// Whoever has not answered after that has gone. No transaction of ours takes so long.
  private static final String ANSWER_SECONDS = "60";

  /// A connection that writes. It sees all namespaces.
  Connection openToWrite() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      // What is acknowledged is durable, whatever is usual in this database.
      statement.execute(
          "SELECT set_config('synchronous_commit', 'on', false)"
              + " WHERE current_setting('synchronous_commit') = 'off'");
      connection.setAutoCommit(false);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /// A connection that reads: what a transaction sees does not change while it asks.
  @Override
  public Connection open() throws SQLException {
    Connection connection = connect();
    try {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(address.credentials());
    properties.setProperty("ApplicationName", "clew");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = new Driver().connect(address.jdbc(), properties);
    if (connection == null) {
      throw new SQLException(address + " is no address of PostgreSQL");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + SCHEMA + "; SET " + NAMESPACES + " = '*'");
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  @Override
  public void restrict(Connection connection, Set<String> namespaces) throws SQLException {
    StringBuilder setting = new StringBuilder();
    for (String namespace : namespaces) {
      setting.append(BEFORE_EACH).append(ColumnText.of(namespace));
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('" + NAMESPACES + "', ?, true)")) {
      statement.setString(1, setting.toString());
      statement.execute();
    }
  }

  @Override
  public boolean isLost(SQLException cause) {
    return PostgresFault.isLost(cause);
  }

  /// @throws ClewException when the database cannot promise what a store promises
  void requireUsable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int / 10000,"
                    + " current_setting('server_encoding'), current_setting('fsync')")) {
      row.next();
      if (row.getInt(1) < LEAST_VERSION) {
        throw new ClewException("PostgreSQL " + row.getInt(1) + " is older than " + LEAST_VERSION);
      }
      if (!row.getString(2).equals("UTF8")) {
        throw new ClewException("its encoding is " + row.getString(2) + "; a store needs UTF8");
      }
      if (!row.getString(3).equals("on")) {
        throw new ClewException(
            "it runs with fsync = off; what it takes would not survive a power cut");
      }
    }
  }
}
