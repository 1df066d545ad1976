package dev.clew.ledgerfile;

import dev.clew.core.ClewException;
import dev.clew.core.ledger.Row;
import dev.clew.ledgerfile.disk.DiskFile;
import dev.clew.ledgerfile.disk.FileBytes;
import dev.clew.ledgerfile.frame.BinaryFrames;
import dev.clew.ledgerfile.frame.TextFrames;
import dev.clew.ledgerfile.row.BinaryRows;
import dev.clew.ledgerfile.row.PayloadStore;
import dev.clew.ledgerfile.row.RowFrame;
import dev.clew.ledgerfile.row.RowReader;
import dev.clew.ledgerfile.row.TextRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows back from the file of a ledger, which may be written on meanwhile. It knows where it
/// ended last: who goes on from there, or behind it, costs no more than the frames that hold the
/// rows, and who begins before it costs the file from its start. Not thread-safe.
final class WrittenRows {
  private final PayloadStore store;
  private final int format;

  /// The offset of the first row of the frame that begins at `position`; with 0, the header does.
  private long offset;

  private long position;

  WrittenRows(PayloadStore store, int format) {
    this.store = store;
    this.format = format;
  }

  /// @param end the offset behind the last row that is sure to be there
  List<Row> read(long from, int limit, long end) {
    long wanted = Math.min(end, from + limit);
    if (from < offset) {
      offset = 0;
      position = 0;
    }
    List<Row> rows = new ArrayList<>();
    if (from >= wanted) {
      return rows;
    }
    try (DiskFile file = store.disk().openToRead(store.path())) {
      RowReader reader = reader(new FileBytes(file, FileBytes.BUFFER_BYTES));
      while (true) {
        long at = reader.position();
        List<Row> frame = reader.next();
        if (frame == null) {
          throw changed(reader.wrong());
        }
        if (frame.isEmpty()) {
          continue;
        }
        offset = frame.getFirst().offset();
        position = at;
        for (Row row : frame) {
          if (row.offset() >= from && row.offset() < wanted) {
            rows.add(row);
          }
        }
        if (frame.getLast().offset() >= wanted - 1) {
          return rows;
        }
      }
    } catch (RowFrame.NotARow e) {
      throw changed(e.getMessage());
    } catch (IOException e) {
      throw new ClewException(
          "cannot read rows again from the ledger " + store.path() + ": " + e.getMessage(), e);
    }
  }

  private RowReader reader(FileBytes bytes) throws IOException {
    TextFrames text = new TextFrames(bytes, position);
    if (position == 0) {
      LedgerScan.header(store.path(), text);
    }
    return format == 1
        ? new TextRows(text, store, RowReader.Check.CHECKSUMS)
        : new BinaryRows(
            new BinaryFrames(bytes, text.position()), bytes, store, RowReader.Check.CHECKSUMS);
  }

  private ClewException changed(@Nullable String wrong) {
    return new ClewException(
        "the ledger "
            + store.path()
            + " was changed while it was written: behind row "
            + offset
            + (wrong == null ? " no row stands any more" : ": " + wrong));
  }
}
