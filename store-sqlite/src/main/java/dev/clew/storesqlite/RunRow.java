package dev.clew.storesqlite;

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
record RunRow(long number, LedgerId id, long size, Digest chain, long sealed) {
  private static final String COLUMNS =
      "SELECT number, namespace, run_id, ledger_id, size, chain, sealed FROM run WHERE ";

  /// Null when the run has no row.
  static @Nullable RunRow find(Connection connection, RunKey run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(COLUMNS + "namespace = ? AND run_id = ?")) {
      query.setString(1, run.namespace());
      query.setString(2, run.runId());
      return first(query);
    }
  }

  static @Nullable RunRow find(Connection connection, long number) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS + "number = ?")) {
      query.setLong(1, number);
      return first(query);
    }
  }

  private static @Nullable RunRow first(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next()
          ? new RunRow(
              row.getLong(1),
              new LedgerId(row.getString(2), row.getString(3), row.getString(4)),
              row.getLong(5),
              Digest.of(row.getBytes(6)),
              row.getLong(7))
          : null;
    }
  }
}
