package dev.clew.storepostgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What one program does at a time, of all that share a database. A lock ends with its transaction,
/// so that no program that has died keeps it.
enum Locks {
  MIGRATION(1),
  PARTITIONS(2),
  SEALING(3),
  BLOBS(4);

  /// Keeps ours apart from those of other programs: `clew`.
  private static final int OURS = 0x636c6577;

  private final int number;

  Locks(int number) {
    this.number = number;
  }

  /// Waits for it.
  void take(Statement statement) throws SQLException {
    statement.execute("SELECT pg_advisory_xact_lock(" + OURS + ", " + number + ")");
  }

  /// Whether nobody else has it.
  boolean tryToTake(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + OURS + ", " + number + ")")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
