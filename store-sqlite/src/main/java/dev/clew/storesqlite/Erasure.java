package dev.clew.storesqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Sees to it that what is deleted is not in the files any more: SQLite leaves it in free pages, in
/// the WAL, and in the pieces of an index of words, until it needs their room. Not thread-safe.
final class Erasure implements AutoCloseable {
  /// Of the index of words, in one go.
  private static final int PAGES = 500;

  private final Statement statement;
  private boolean isMergeDue;
  private boolean isMerging;
  private boolean isLogDue;

  Erasure(Connection connection) throws SQLException {
    statement = connection.createStatement();
    try (ResultSet row =
        statement.executeQuery("SELECT EXISTS (SELECT 1 FROM tombstone WHERE indexed = 1)")) {
      isMergeDue = row.getBoolean(1);
    }
  }

  /// Pages that become free in the next transaction are overwritten (sqlite.org, "secure_delete").
  void begin() throws SQLException {
    statement.execute("PRAGMA secure_delete=ON");
  }

  /// @param hadWords whether words of a run were deleted
  /// @param isRemoved whether anything was
  void end(boolean hadWords, boolean isRemoved) throws SQLException {
    statement.execute("PRAGMA secure_delete=FAST");
    isMergeDue |= hadWords;
    isLogDue |= isRemoved;
  }

  /// Writes a part of the index of words anew, without those of runs that were removed. FTS5 keeps
  /// the words of a deleted row until their piece is merged (sqlite.org, "FTS5", "merge"). Within a
  /// transaction.
  ///
  /// @return whether there may be more
  boolean merge() throws SQLException {
    if (!isMergeDue) {
      return false;
    }
    long before = changes();
    int pages = isMerging ? PAGES : -PAGES;
    isMerging = true;
    statement.executeUpdate(
        "INSERT INTO run_word (run_word, rank) VALUES ('merge', " + pages + ")");
    if (changes() - before < 2) {
      statement.executeUpdate("UPDATE tombstone SET indexed = 0 WHERE indexed = 1");
      isMergeDue = false;
      isMerging = false;
      isLogDue = true;
    }
    return true;
  }

  private long changes() throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT total_changes()")) {
      return row.getLong(1);
    }
  }

  /// Empties the log of changes, unless somebody reads it now: whoever wants to write would wait
  /// for them. Outside of any transaction.
  void emptyLog() throws SQLException {
    if (isLogDue) {
      statement.execute("PRAGMA busy_timeout=0");
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        isLogDue = row.getInt(1) != 0;
      } finally {
        statement.execute("PRAGMA busy_timeout=" + Database.BUSY_MS);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
