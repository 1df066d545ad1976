package dev.clew.storesqlite;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.LedgerId;
import dev.clew.store.ExecutedDefinition;
import dev.clew.store.RunEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the table of runs. Not thread-safe.
final class RunTable implements AutoCloseable {
  private static final long NANOS = 1_000_000_000;

  private final PreparedStatement insert;
  private final PreparedStatement grow;
  private final PreparedStatement update;
  private final PreparedStatement definition;

  RunTable(Connection connection) throws SQLException {
    insert =
        connection.prepareStatement(
            "INSERT INTO run (namespace, run_id, ledger_id, name, status, execution_key, attempts,"
                + " size, chain, sealed, received_us) VALUES (?,?,?,?,?,'',1,0,?,0,?)"
                + " RETURNING number");
    grow =
        connection.prepareStatement(
            "UPDATE run SET size = ?, chain = ?, received_us = ? WHERE number = ?");
    update =
        connection.prepareStatement(
            "UPDATE run SET name = ?, version = ?, status = ?, created_at = ?, created_ns = ?,"
                + " finished_at = ?, correlation_id = ?, execution_key = ?, attempts = ?"
                + " WHERE number = ?");
    definition =
        connection.prepareStatement(
            "INSERT INTO definition (run, sha256, git_commit) VALUES (?,?,?)");
  }

  /// @return its number
  long insert(LedgerId id) throws SQLException {
    insert.setString(1, id.namespace());
    insert.setString(2, id.runId());
    insert.setString(3, id.ledgerId());
    insert.setString(4, id.runId());
    insert.setString(5, "created");
    insert.setBytes(6, id.genesis().bytes());
    insert.setLong(7, 0);
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Says what has become of the run.
  void write(ActiveRun run) throws SQLException {
    long number = Objects.requireNonNull(run.number());
    grow.setLong(1, run.intake().next());
    grow.setBytes(2, run.intake().head().bytes());
    grow.setLong(3, run.receivedMicros());
    grow.setLong(4, number);
    grow.executeUpdate();
    if (run.isEntryDue()) {
      write(number, run.entry());
      for (ExecutedDefinition one : run.newDefinitions()) {
        definition.setLong(1, number);
        definition.setString(2, one.sha256());
        definition.setString(3, one.commit());
        definition.executeUpdate();
      }
      run.entryWritten();
    }
  }

  private void write(long number, RunEntry entry) throws SQLException {
    Timestamp created = entry.createdAt();
    update.setString(1, entry.name());
    update.setString(2, entry.version());
    update.setString(3, entry.status().wire());
    update.setString(4, text(created));
    if (created == null) {
      update.setNull(5, java.sql.Types.INTEGER);
    } else {
      update.setLong(5, nanos(created.instant()));
    }
    update.setString(6, text(entry.finishedAt()));
    update.setString(7, entry.correlationId());
    update.setString(8, entry.executionKey());
    update.setInt(9, entry.attempts());
    update.setLong(10, number);
    update.executeUpdate();
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }

  /// Since 1970. Times outside of the years 1678 to 2261 are the first and the last of these.
  static long nanos(Instant instant) {
    long seconds =
        Math.clamp(
            instant.getEpochSecond(), Long.MIN_VALUE / NANOS + 1, Long.MAX_VALUE / NANOS - 1);
    return seconds * NANOS + instant.getNano();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    grow.close();
    update.close();
    definition.close();
  }
}
