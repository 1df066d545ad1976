package dev.clew.storepostgres;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.row.Zstandard;
import dev.clew.storesql.ActiveRun;
import dev.clew.storesql.ColumnText;
import dev.clew.storesql.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows into the table of hot ones by COPY. PostgreSQL copies into no table with row-level
/// security, so it goes by way of a temporary one, which is in no log. Not thread-safe.
final class EventCopy implements AutoCloseable {
  private static final String ARRIVING =
      "CREATE TEMPORARY TABLE arriving (LIKE event) ON COMMIT DELETE ROWS";
  private static final String COPY = "COPY arriving FROM STDIN (FORMAT binary)";
  private static final String MOVE = "INSERT INTO event SELECT * FROM arriving";
  private static final String PAYLOAD =
      "INSERT INTO payload (run, \"offset\", size, zstd, bytes) VALUES (?,?,?,?,?)";

  private static final short COLUMNS = 7;

  /// What payloads may take in memory before they are sent.
  private static final int PAYLOAD_BYTES = 4 << 20;

  private final Connection connection;
  private final Statement control;
  private final PreparedStatement payload;
  private final Zstandard zstandard = new Zstandard();
  private final CopyBytes rows = new CopyBytes();
  private int payloadBytes;

  /// Commits.
  EventCopy(Connection connection) throws SQLException {
    this.connection = connection;
    this.control = connection.createStatement();
    this.payload = connection.prepareStatement(PAYLOAD);
    control.execute(ARRIVING);
    connection.commit();
  }

  void write(ActiveRun run, Appended.Stored stored) throws SQLException {
    Row row = stored.row();
    rows.row(COLUMNS);
    rows.number(run.number());
    rows.number(row.offset());
    rows.number(Micros.of(row.receivedAt().instant()));
    rows.text(ColumnText.of(run.id().namespace()));
    if (row.verdict() == Row.Verdict.ACCEPTED) {
      rows.none();
    } else {
      rows.text(row.verdict().wire());
    }
    rows.bytes(row.chain().bytes());
    rows.text(stored.event());
    Payload raw = row.payload();
    if (raw != null) {
      write(run.number(), row.offset(), raw);
    }
  }

  private void write(long run, long offset, Payload raw) throws SQLException {
    byte[] bytes = raw.bytes();
    byte[] compressed = bytes.length < Zstandard.LEAST_BYTES ? null : zstandard.compress(bytes);
    byte[] stored = compressed == null ? bytes : compressed;
    payload.setLong(1, run);
    payload.setLong(2, offset);
    payload.setInt(3, bytes.length);
    payload.setInt(4, compressed == null ? 0 : 1);
    payload.setBytes(5, stored);
    payload.addBatch();
    payloadBytes += stored.length;
    if (payloadBytes > PAYLOAD_BYTES) {
      flushPayloads();
    }
  }

  private void flushPayloads() throws SQLException {
    payload.executeBatch();
    payloadBytes = 0;
  }

  /// Writes what waits for more.
  void flush() throws SQLException {
    if (payloadBytes > 0) {
      flushPayloads();
    }
    if (rows.isEmpty()) {
      return;
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    rows.sendTo(copy);
    control.executeUpdate(MOVE);
  }

  /// Forgets what waits, because its transaction is undone.
  void discard() throws SQLException {
    rows.clear();
    payload.clearBatch();
    payloadBytes = 0;
  }

  @Override
  public void close() throws SQLException {
    zstandard.close();
    payload.close();
    control.close();
  }
}
