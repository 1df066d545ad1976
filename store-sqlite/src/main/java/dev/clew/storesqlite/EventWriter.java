package dev.clew.storesqlite;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.row.Zstandard;
import dev.clew.storesql.Micros;
import dev.clew.storesql.RowText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Writes rows into the table of hot ones, many with one statement. Not thread-safe.
final class EventWriter implements AutoCloseable {
  /// One statement for so many rows: more gain nothing.
  private static final int ROWS = 16;

  private static final int COLUMNS = 6;
  private static final String VALUES = "(?,?,?,?,?,CAST(? AS TEXT))";
  private static final String INSERT =
      "INSERT INTO event (run, offset, received_us, verdict, chain, event) VALUES ";

  private record Waiting(long run, Appended.Stored stored) {}

  private final PreparedStatement one;
  private final PreparedStatement many;
  private final PreparedStatement payload;
  private final Zstandard zstandard = new Zstandard();
  private final List<Waiting> waiting = new ArrayList<>(ROWS);

  EventWriter(Connection connection) throws SQLException {
    one = connection.prepareStatement(INSERT + VALUES);
    many = connection.prepareStatement(INSERT + VALUES + ("," + VALUES).repeat(ROWS - 1));
    payload =
        connection.prepareStatement(
            "INSERT INTO payload (run, offset, size, zstd, bytes) VALUES (?,?,?,?,?)");
  }

  void write(long run, Appended.Stored stored) throws SQLException {
    waiting.add(new Waiting(run, stored));
    if (waiting.size() == ROWS) {
      flush(many);
    }
    Payload raw = stored.row().payload();
    if (raw != null) {
      write(run, stored.row().offset(), raw);
    }
  }

  /// Writes what waits for more.
  void flush() throws SQLException {
    for (Waiting row : waiting) {
      bind(one, 0, row);
      one.executeUpdate();
    }
    waiting.clear();
  }

  /// Forgets what waits, because its transaction is undone.
  void discard() {
    waiting.clear();
  }

  private void flush(PreparedStatement statement) throws SQLException {
    for (int at = 0; at < waiting.size(); at++) {
      bind(statement, at * COLUMNS, waiting.get(at));
    }
    statement.executeUpdate();
    waiting.clear();
  }

  private static void bind(PreparedStatement statement, int before, Waiting waiting)
      throws SQLException {
    Row row = waiting.stored().row();
    statement.setLong(before + 1, waiting.run());
    statement.setLong(before + 2, row.offset());
    statement.setLong(before + 3, Micros.of(row.receivedAt().instant()));
    statement.setString(
        before + 4, row.verdict() == Row.Verdict.ACCEPTED ? null : row.verdict().wire());
    statement.setBytes(before + 5, row.chain().bytes());
    statement.setBytes(before + 6, RowText.utf8(waiting.stored().event()));
  }

  private void write(long run, long offset, Payload raw) throws SQLException {
    byte[] bytes = raw.bytes();
    byte[] compressed = bytes.length < Zstandard.LEAST_BYTES ? null : zstandard.compress(bytes);
    payload.setLong(1, run);
    payload.setLong(2, offset);
    payload.setInt(3, bytes.length);
    payload.setInt(4, compressed == null ? 0 : 1);
    payload.setBytes(5, compressed == null ? bytes : compressed);
    payload.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    zstandard.close();
    one.close();
    many.close();
    payload.close();
  }
}
