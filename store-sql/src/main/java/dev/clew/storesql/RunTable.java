package dev.clew.storesql;

import dev.clew.core.event.Timestamp;
import dev.clew.core.run.ParentRun;
import dev.clew.store.Assignment;
import dev.clew.store.ExecutedDefinition;
import dev.clew.store.RunEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes the table of runs. Not thread-safe.
public final class RunTable implements AutoCloseable {
  private static final long NANOS = 1_000_000_000;

  private final PreparedStatement grow;
  private final PreparedStatement update;
  private final PreparedStatement definition;

  public RunTable(Connection connection) throws SQLException {
    grow =
        connection.prepareStatement(
            "UPDATE run SET size = ?, chain = ?, received_us = ? WHERE number = ?");
    update =
        connection.prepareStatement(
            "UPDATE run SET name = ?, version = ?, status = ?, created_at = ?, created_ns = ?,"
                + " finished_at = ?, correlation_id = ?, execution_key = ?, attempts = ?,"
                + " parent_run_id = ?, parent_attempt_id = ?, parent_stage = ?, no_run_id = ?,"
                + " queue = ?, lease_ms = ? WHERE number = ?");
    definition =
        connection.prepareStatement(
            "INSERT INTO definition (run, sha256, git_commit) VALUES (?,?,?)");
  }

  /// Says what has become of the run.
  public void write(ActiveRun run) throws SQLException {
    long number = run.number();
    grow.setLong(1, run.intake().next());
    grow.setBytes(2, run.intake().head().bytes());
    grow.setLong(3, run.receivedMicros());
    grow.setLong(4, number);
    grow.addBatch();
    if (run.isEntryDue()) {
      RunEntry entry = run.entry();
      write(number, entry, run.assignment(entry));
      for (ExecutedDefinition one : run.newDefinitions()) {
        definition.setLong(1, number);
        definition.setString(2, ColumnText.orNull(one.sha256()));
        definition.setString(3, ColumnText.orNull(one.commit()));
        definition.addBatch();
      }
      run.entryWritten();
    }
  }

  /// Writes what waits for more.
  public void flush() throws SQLException {
    grow.executeBatch();
    update.executeBatch();
    definition.executeBatch();
  }

  /// Forgets what waits, because its transaction is undone.
  public void discard() throws SQLException {
    grow.clearBatch();
    update.clearBatch();
    definition.clearBatch();
  }

  private void write(long number, RunEntry entry, Assignment assignment) throws SQLException {
    Timestamp created = entry.createdAt();
    update.setString(1, ColumnText.of(entry.name()));
    update.setString(2, ColumnText.orNull(entry.version()));
    update.setString(3, entry.status().wire());
    update.setString(4, text(created));
    if (created == null) {
      update.setNull(5, Types.BIGINT);
    } else {
      update.setLong(5, nanos(created.instant()));
    }
    update.setString(6, text(entry.finishedAt()));
    update.setString(7, ColumnText.orNull(entry.correlationId()));
    update.setString(8, ColumnText.of(entry.executionKey()));
    update.setInt(9, entry.attempts());
    ParentRun parent = entry.parent();
    update.setString(10, parent == null ? null : ColumnText.of(parent.runId()));
    update.setString(11, parent == null ? null : ColumnText.orNull(parent.attemptId()));
    update.setString(12, parent == null ? null : ColumnText.orNull(parent.stage()));
    update.setInt(13, entry.isUnnamed() ? 1 : 0);
    update.setString(14, ColumnText.orNull(assignment.queue()));
    Duration lease = assignment.lease();
    if (lease == null) {
      update.setNull(15, Types.BIGINT);
    } else {
      update.setLong(15, lease.toMillis());
    }
    update.setLong(16, number);
    update.addBatch();
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
    grow.close();
    update.close();
    definition.close();
  }
}
