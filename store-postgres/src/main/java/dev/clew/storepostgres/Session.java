package dev.clew.storepostgres;

import dev.clew.storesql.RunTable;
import dev.clew.storesql.Sealer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// The connection that writes, and its statements; when that is lost, another is made. Not
/// thread-safe.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final EventCopy events;
  private final RunTable table;
  private final Sealer sealer;

  private Session(Connection connection, Duration sealAfter) throws SQLException {
    this.connection = connection;
    this.events = new EventCopy(connection);
    this.table = new RunTable(connection);
    this.sealer = new Sealer(connection, sealAfter, " FOR NO KEY UPDATE SKIP LOCKED");
  }

  static Session open(Connections connections, Duration sealAfter) throws SQLException {
    Connection connection = connections.openToWrite();
    try {
      return new Session(connection, sealAfter);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  EventCopy events() {
    return events;
  }

  RunTable table() {
    return table;
  }

  /// Packs some rows of a run that is over, unless another program is at it.
  ///
  /// @return whether there were any
  boolean seal(long nowMicros) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return Locks.SEALING.tryToTake(statement) && sealer.seal(nowMicros);
    }
  }

  @Override
  public void close() throws SQLException {
    sealer.close();
    // Its statements end with it, on the server too.
    connection.close();
  }
}
