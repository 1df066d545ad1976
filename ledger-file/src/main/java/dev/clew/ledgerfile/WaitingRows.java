package dev.clew.ledgerfile;

import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.frame.Frames;
import dev.clew.ledgerfile.frame.TextFrame;
import dev.clew.ledgerfile.row.PayloadStore;
import dev.clew.ledgerfile.row.RowBatch;
import dev.clew.ledgerfile.row.RowFrame;
import dev.clew.ledgerfile.row.StoredPayload;
import dev.clew.ledgerfile.row.Zstandard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that were taken and are not in the file yet, in the format of the file. Not thread-safe.
final class WaitingRows implements AutoCloseable {
  /// So many are written although more might come.
  private static final int TOGETHER_BYTES = 512 << 10;

  /// What a row has beside its event and its payload, at most.
  private static final int ROW_OVERHEAD_BYTES = 512;

  private final int format;
  private final PayloadStore store;
  private final Zstandard zstandard = new Zstandard();
  private final List<Appended.Stored> waiting = new ArrayList<>();
  private long bytes;

  /// @param format of the ledger
  WaitingRows(int format, PayloadStore store) {
    this.format = format;
    this.store = store;
  }

  /// Rows as they are written.
  static final class Written {
    private final byte[] bytes;
    private final List<Row> kept;

    private Written(byte[] bytes, List<Row> kept) {
      this.bytes = bytes;
      this.kept = kept;
    }

    /// Must not be changed.
    byte[] bytes() {
      return bytes;
    }

    /// The rows as they are kept in memory.
    List<Row> kept() {
      return kept;
    }
  }

  /// The limit that the file would be over with the row, of those of the file.
  ///
  /// @param end of the file
  Appended.@Nullable OverLimit overLimit(Appended.Stored stored, long end) {
    String where = "event " + stored.row().event().kind() + " of row " + stored.row().offset();
    if (format == 1) {
      long size = RowFrame.json(stored.row(), stored.event()).length;
      if (size > Frames.LIMIT_BYTES) {
        return new Appended.OverLimit("frame.bytes", Frames.LIMIT_BYTES, size, where);
      }
    }
    long due = end + bytes + sizeOf(stored);
    return due > FileLedger.FILE_LIMIT_BYTES
        ? new Appended.OverLimit("file.bytes", FileLedger.FILE_LIMIT_BYTES, due, where)
        : null;
  }

  /// At most, as it will stand in the file.
  private static long sizeOf(Appended.Stored stored) {
    Payload payload = stored.row().payload();
    return 2L * stored.event().length()
        + ROW_OVERHEAD_BYTES
        + (payload == null ? 0 : payload.sizeBytes());
  }

  void add(Appended.Stored stored) {
    waiting.add(stored);
    bytes += sizeOf(stored);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Whether they may not wait for more: there are many, or the format has a row a frame.
  boolean isDue() {
    return format == 1 || bytes >= TOGETHER_BYTES;
  }

  /// @param at where they will stand in the file
  Written written(long at) {
    if (format == 1) {
      Appended.Stored only = waiting.getFirst();
      return new Written(
          TextFrame.of(RowFrame.json(only.row(), only.event())),
          List.of(StoredPayload.kept(only.row(), store.ofTextRow(at))));
    }
    List<Row> rows = waiting.stream().map(Appended.Stored::row).toList();
    RowBatch batch = RowBatch.of(rows, at, store, zstandard);
    return new Written(batch.bytes(), batch.kept());
  }

  void clear() {
    waiting.clear();
    bytes = 0;
  }

  @Override
  public void close() {
    zstandard.close();
  }
}
