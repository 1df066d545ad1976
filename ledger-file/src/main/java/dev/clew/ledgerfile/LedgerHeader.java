package dev.clew.ledgerfile;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.document.JsonText;
import java.nio.file.Path;
import java.util.Arrays;

/// Frame 0, a line of text in every format: the version of the format and whose ledger it is.
///
/// @param format 1 or 2
record LedgerHeader(int format, LedgerId id) {
  /// What new ledgers are written in.
  static final int NEWEST_FORMAT = 2;

  private static final String VERSION_MEMBER = "clew_ledger";

  byte[] json() {
    return Canonical.bytes(id.toJson().with(VERSION_MEMBER, Json.of(format)));
  }

  /// @throws NotALedger when it is not the header of a ledger that this version reads
  static LedgerHeader read(Path file, byte[] json) {
    Json value;
    try {
      value = JsonText.parse(json);
    } catch (JsonText.Malformed e) {
      throw damaged(file, "its header is not JSON (" + e.getMessage() + ")");
    }
    Long version = value instanceof Json.Obj said ? said.whole(VERSION_MEMBER) : null;
    if (!(value instanceof Json.Obj header) || version == null) {
      throw damaged(file, "its first frame does not say which ledger format it is");
    }
    long format = version;
    if (format < 1 || format > NEWEST_FORMAT) {
      throw new NotALedger(
          file,
          NotALedger.Reason.NEWER_FORMAT,
          "written in ledger format "
              + format
              + ", and this clew reads up to "
              + NEWEST_FORMAT
              + "; use the clew that wrote it or a newer one");
    }
    LedgerHeader read =
        new LedgerHeader(
            (int) format,
            new LedgerId(
                header.text("namespace", ""),
                header.text("run_id", ""),
                header.text("ledger_id", "")));
    if (!Arrays.equals(read.json(), json)) {
      throw damaged(file, "its header is not as a header is written");
    }
    return read;
  }

  private static NotALedger damaged(Path file, String what) {
    return new NotALedger(file, NotALedger.Reason.DAMAGED, "damaged at byte 0: " + what);
  }
}
