package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.digest.Digest;
import dev.clew.core.run.RunStatus;
import dev.clew.ledgerfile.row.Zstandard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Packs the rows of runs that have ended and have been quiet for a while into chunks, a chunk at a
/// time. Rows that come later are packed in turn when the run is quiet again. Not thread-safe.
public final class Sealer implements AutoCloseable {
  /// Rows are packed once: a third smaller than at the level of ledgers, for four times the time.
  private static final int LEVEL = 9;

  private static final String ENDED =
      Arrays.stream(RunStatus.values())
          .filter(RunStatus::terminal)
          .map(status -> "'" + status.wire() + "'")
          .collect(Collectors.joining(","));

  private final Connection connection;
  private final Duration quiet;
  private final String lock;

  /// The runs whose rows are not what was written: they stay as they are.
  private final Set<Long> damaged = new HashSet<>();

  private final Zstandard zstandard = new Zstandard(LEVEL);

  /// @param lock what a question says so that nobody else changes the run meanwhile
  public Sealer(Connection connection, Duration quiet, String lock) {
    this.connection = connection;
    this.quiet = quiet;
    this.lock = lock;
  }

  /// @param nowMicros since 1970
  /// @return whether there was something to pack
  public boolean seal(long nowMicros) throws SQLException {
    RunRow run = next(nowMicros);
    if (run == null) {
      return false;
    }
    long to;
    try {
      to = seal(run);
    } catch (ClewException e) {
      damaged.add(run.number());
      return true;
    }
    try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM event WHERE run = ? AND \"offset\" >= ? AND \"offset\" < ?");
        PreparedStatement update =
            connection.prepareStatement("UPDATE run SET sealed = ? WHERE number = ?")) {
      delete.setLong(1, run.number());
      delete.setLong(2, run.sealed());
      delete.setLong(3, to);
      delete.executeUpdate();
      update.setLong(1, to);
      update.setLong(2, run.number());
      update.executeUpdate();
    }
    return true;
  }

  /// The run that has been quiet longest and can be read; null when none is due.
  private @Nullable RunRow next(long nowMicros) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT number FROM run WHERE size > sealed AND received_us <= ? AND status IN ("
                + ENDED
                + ") ORDER BY received_us LIMIT ?"
                + lock)) {
      query.setLong(1, nowMicros - quiet.toNanos() / 1_000);
      query.setInt(2, 1 + damaged.size());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (!damaged.contains(row.getLong(1))) {
            return RunRow.find(connection, row.getLong(1));
          }
        }
        return null;
      }
    }
  }

  /// @return the offset after the last row of the new chunk
  private long seal(RunRow run) throws SQLException {
    Chunk chunk = new Chunk();
    RowText text = null;
    byte[] last = new byte[0];
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT \"offset\", received_us, verdict, chain, event FROM event"
                + " WHERE run = ? AND \"offset\" >= ? ORDER BY \"offset\"")) {
      query.setLong(1, run.number());
      query.setLong(2, run.sealed());
      try (ResultSet row = query.executeQuery()) {
        while (!chunk.isFull() && row.next()) {
          if (text == null) {
            text = new RowText(run.id(), run.sealed(), chainBefore(run));
          }
          if (row.getLong(1) != text.next()) {
            throw text.damaged("it is missing");
          }
          byte[] event = row.getBytes(5);
          last = row.getBytes(4);
          text.pass(row.getLong(2), row.getString(3), event);
          text.requireChain(last);
          chunk.add(row.getLong(2), row.getString(3), event);
        }
      }
    }
    if (text == null) {
      throw new RowText(run.id(), run.sealed(), run.chain()).damaged("it is missing");
    }
    insert(run, chunk, last);
    return text.next();
  }

  private void insert(RunRow run, Chunk chunk, byte[] chain) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO chunk (run, first, count, chain, rows) VALUES (?,?,?,?,?)")) {
      insert.setLong(1, run.number());
      insert.setLong(2, run.sealed());
      insert.setInt(3, chunk.count());
      insert.setBytes(4, chain);
      insert.setBytes(5, chunk.compressed(zstandard));
      insert.executeUpdate();
    }
  }

  private Digest chainBefore(RunRow run) throws SQLException {
    return RowReader.chainBefore(connection, run, run.sealed());
  }

  @Override
  public void close() {
    zstandard.close();
  }
}
