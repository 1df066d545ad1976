package dev.clew.ledgerfile;

import dev.clew.core.ledger.Intake;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One pass over a ledger file that checks everything.
///
/// @param intake as it was when the last good row had been written
/// @param end the end of the last good row
record LedgerScan(
    LedgerId id, Intake intake, long end, @Nullable TornTail tornTail, @Nullable Damage damage) {

  interface RowTaker {
    void take(Row row, long position);
  }

  /// @param rows takes each good row in order, with where its frame begins
  /// @throws NotALedger when the header cannot be read
  static LedgerScan of(Path path, DiskFile file, RowTaker rows) throws IOException {
    if (file.sizeBytes() > FileLedger.FILE_LIMIT_BYTES) {
      throw new NotALedger(
          path,
          NotALedger.Reason.DAMAGED,
          file.sizeBytes() + " bytes, over the limit file.bytes of " + FileLedger.FILE_LIMIT_BYTES);
    }
    FrameReader frames = new FrameReader(file);
    LedgerId id = header(path, frames);
    Intake intake = new Intake(id);
    while (true) {
      long at = frames.position();
      byte[] json = frames.next();
      if (json == null) {
        return ended(id, intake, frames);
      }
      String wrong = take(json, at, intake, rows);
      if (wrong != null) {
        return new LedgerScan(id, intake, at, null, new Damage(at, intake.next(), wrong));
      }
    }
  }

  private static LedgerId header(Path path, FrameReader frames) throws IOException {
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

  private static @Nullable String take(byte[] json, long at, Intake intake, RowTaker rows) {
    try {
      Row row = RowFrame.row(json);
      String wrong = intake.restore(row);
      if (wrong == null) {
        rows.take(row, at);
      }
      return wrong;
    } catch (RowFrame.NotARow e) {
      return e.getMessage();
    }
  }

  private static LedgerScan ended(LedgerId id, Intake intake, FrameReader frames) {
    long end = frames.position();
    String wrong = frames.wrong();
    return new LedgerScan(
        id,
        intake,
        end,
        frames.tornBytes() == 0 ? null : new TornTail(end, frames.tornBytes()),
        wrong == null ? null : new Damage(end, intake.next(), wrong));
  }
}
