package dev.clew.ledgerfile;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Intake;
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
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One pass over a ledger file.
///
/// @param intake as it was when the last good row had been written; null when only the checksums
///   were looked at
/// @param head the hash of the last good row
/// @param end the end of the last good row
record LedgerScan(
    LedgerHeader header,
    @Nullable Intake intake,
    Digest head,
    long end,
    @Nullable TornTail tornTail,
    @Nullable Damage damage) {

  /// @param taker takes each good row in order
  /// @throws NotALedger when the header cannot be read
  static LedgerScan of(
      PayloadStore store, DiskFile file, RowReader.Check check, Consumer<Row> taker)
      throws IOException {
    Path path = store.path();
    requireWithinLimit(path, file);
    FileBytes bytes = new FileBytes(file, FileBytes.BUFFER_BYTES);
    TextFrames text = new TextFrames(bytes, 0);
    LedgerHeader header = header(path, text);
    RowReader reader =
        header.format() == 1
            ? new TextRows(text, store, check)
            : new BinaryRows(new BinaryFrames(bytes, text.position()), bytes, store, check);
    return new Pass(header, check, taker).over(reader);
  }

  /// @throws NotALedger when it is larger than a ledger can be
  static void requireWithinLimit(Path path, DiskFile file) throws IOException {
    if (file.sizeBytes() > FileLedger.FILE_LIMIT_BYTES) {
      throw new NotALedger(
          path,
          NotALedger.Reason.DAMAGED,
          file.sizeBytes() + " bytes, over the limit file.bytes of " + FileLedger.FILE_LIMIT_BYTES);
    }
  }

  /// @throws NotALedger when it cannot be read
  static LedgerHeader header(Path path, TextFrames frames) throws IOException {
    byte[] json = frames.next();
    if (json != null) {
      return LedgerHeader.read(path, json);
    }
    String wrong = frames.wrong();
    if (wrong != null) {
      throw new NotALedger(
          path, NotALedger.Reason.DAMAGED, "not a ledger, or damaged at byte 0: " + wrong);
    }
    throw new NotALedger(
        path,
        NotALedger.Reason.TORN,
        "its writer stopped before the header was written; it holds no rows");
  }

  private static final class Pass {
    private final LedgerHeader header;
    private final @Nullable Intake intake;
    private final Consumer<Row> taker;
    private Digest head;
    private long rows;

    Pass(LedgerHeader header, RowReader.Check check, Consumer<Row> taker) {
      this.header = header;
      this.intake = check == RowReader.Check.EVERYTHING ? new Intake(header.id()) : null;
      this.taker = taker;
      this.head = header.id().genesis();
    }

    LedgerScan over(RowReader reader) throws IOException {
      while (true) {
        long before = reader.position();
        try {
          List<Row> next = reader.next();
          if (next == null) {
            return ended(reader);
          }
          for (Row row : next) {
            String wrong = take(row);
            if (wrong != null) {
              return damaged(before, before, wrong);
            }
          }
        } catch (RowFrame.NotARow e) {
          return damaged(before, before, String.valueOf(e.getMessage()));
        }
      }
    }

    private @Nullable String take(Row row) {
      String wrong =
          intake != null
              ? intake.restore(row)
              : row.offset() == rows
                  ? null
                  : "row " + row.offset() + " stands where row " + rows + " is due";
      if (wrong == null) {
        rows++;
        head = row.chain();
        taker.accept(row);
      }
      return wrong;
    }

    private LedgerScan ended(RowReader reader) {
      String wrong = reader.wrong();
      if (wrong != null) {
        return damaged(reader.position(), reader.stoppedAt(), wrong);
      }
      long end = reader.position();
      long torn = reader.tornBytes();
      return new LedgerScan(
          header, intake, head, end, torn == 0 ? null : new TornTail(end, torn), null);
    }

    private LedgerScan damaged(long end, long at, String what) {
      return new LedgerScan(header, intake, head, end, null, new Damage(at, rows, what));
    }
  }
}
