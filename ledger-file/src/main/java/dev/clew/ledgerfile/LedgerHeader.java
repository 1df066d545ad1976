package dev.clew.ledgerfile;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import dev.clew.document.JsonText;
import java.nio.file.Path;
import java.util.Arrays;

/// Frame 0: the version of the format and whose ledger it is.
final class LedgerHeader {
  static final long FORMAT_VERSION = 1;
  private static final String VERSION_MEMBER = "clew_ledger";

  private LedgerHeader() {}

  static byte[] json(LedgerId id) {
    return Canonical.bytes(id.toJson().with(VERSION_MEMBER, Json.of(FORMAT_VERSION)));
  }

  /// @throws NotALedger when it is not the header of a ledger of this version
  static LedgerId read(Path file, byte[] json) {
    Json value;
    try {
      value = JsonText.parse(json);
    } catch (JsonText.Malformed e) {
      throw damaged(file, "its header is not JSON (" + e.getMessage() + ")");
    }
    if (!(value instanceof Json.Obj header) || header.whole(VERSION_MEMBER) == null) {
      throw damaged(file, "its first frame does not say which ledger format it is");
    }
    if (!Json.of(FORMAT_VERSION).equals(header.get(VERSION_MEMBER))) {
      throw new NotALedger(
          file,
          NotALedger.Reason.NEWER_FORMAT,
          "written in ledger format "
              + header.whole(VERSION_MEMBER)
              + ", and this clew reads only "
              + FORMAT_VERSION
              + "; use the clew that wrote it or a newer one");
    }
    LedgerId id =
        new LedgerId(
            header.text("namespace", ""), header.text("run_id", ""), header.text("ledger_id", ""));
    if (!Arrays.equals(json(id), json)) {
      throw damaged(file, "its header is not as a header is written");
    }
    return id;
  }

  private static NotALedger damaged(Path file, String what) {
    return new NotALedger(file, NotALedger.Reason.DAMAGED, "damaged at byte 0: " + what);
  }
}
