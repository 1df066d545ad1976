package dev.clew.storesql;

import dev.clew.store.Removal;
import dev.clew.store.RunEntry;
import dev.clew.store.Tombstone;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Removes a run from all tables, and writes its tombstone, in the transaction of whoever asks.
public final class RunRemoval {
  /// What a run has in them, by its number.
  private static final List<String> TABLES = List.of("event", "chunk", "payload", "definition");

  private static final String BYTES =
      "SELECT coalesce((SELECT sum(octet_length(event)) FROM event WHERE run = ?), 0)"
          + " + coalesce((SELECT sum(octet_length(rows)) FROM chunk WHERE run = ?), 0)"
          + " + coalesce((SELECT sum(octet_length(bytes)) FROM payload WHERE run = ?), 0)";

  private final Connection connection;
  private final String words;

  /// @param words the condition by which the words of a run are found
  public RunRemoval(Connection connection, String words) {
    this.connection = connection;
    this.words = words;
  }

  /// @param run which nobody changes meanwhile
  public Tombstone remove(RunRow run, Removal removal) throws SQLException {
    Tombstone tombstone =
        Tombstone.of(removal, entry(run), run.id(), run.size(), bytes(run), run.chain());
    for (String table : TABLES) {
      delete(table, "run = ?", run.number());
    }
    delete("run_word", words, run.number());
    delete("run", "number = ?", run.number());
    TombstoneTable.write(connection, tombstone);
    return tombstone;
  }

  private RunEntry entry(RunRow run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT " + EntryColumns.NAMES + " FROM run WHERE number = ?")) {
      query.setLong(1, run.number());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return EntryColumns.entry(row);
      }
    }
  }

  private long bytes(RunRow run) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(BYTES)) {
      query.setLong(1, run.number());
      query.setLong(2, run.number());
      query.setLong(3, run.number());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void delete(String table, String condition, long run) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE " + condition)) {
      delete.setLong(1, run);
      delete.executeUpdate();
    }
  }
}
