package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What the table of runs says of the ledger of one.
///
/// @param number of the run in the other tables
/// @param size how many rows there are
/// @param chain the hash of the newest; before the first, what that will be chained to
/// @param sealed the rows before this one are in chunks
public record RunRow(long number, LedgerId id, long size, Digest chain, long sealed) {
  public static final String COLUMNS = "number, namespace, run_id, ledger_id, size, chain, sealed";

  private static final String WHERE = "SELECT " + COLUMNS + " FROM run WHERE ";

  /// Null when the run has no row.
  public static @Nullable RunRow find(Connection connection, RunKey run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(WHERE + "namespace = ? AND run_id = ?")) {
      query.setString(1, ColumnText.of(run.namespace()));
      query.setString(2, ColumnText.of(run.runId()));
      return first(query);
    }
  }

  public static @Nullable RunRow find(Connection connection, long number) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WHERE + "number = ?")) {
      query.setLong(1, number);
      return first(query);
    }
  }

  /// The row of a run that was there when somebody was given its ledger. A number may be that of
  /// another run later.
  ///
  /// @throws ClewException when the run was removed
  public RunRow now(Connection connection) throws SQLException {
    RunRow now = find(connection, number);
    if (now == null || !now.id().equals(id)) {
      throw new ClewException("run " + RunKey.of(id) + " was removed");
    }
    return now;
  }

  private static @Nullable RunRow first(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? of(row) : null;
    }
  }

  /// Of a row with [#COLUMNS].
  public static RunRow of(ResultSet row) throws SQLException {
    return new RunRow(
        row.getLong(1),
        new LedgerId(
            ColumnText.read(row.getString(2)),
            ColumnText.read(row.getString(3)),
            ColumnText.read(row.getString(4))),
        row.getLong(5),
        Digest.of(row.getBytes(6)),
        row.getLong(7));
  }
}
