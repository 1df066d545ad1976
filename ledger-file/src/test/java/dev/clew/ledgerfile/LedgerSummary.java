package dev.clew.ledgerfile;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a reader finds in a ledger, in the form in which read_ledger.py prints it.
final class LedgerSummary {
  private LedgerSummary() {}

  static Json.Obj of(Path path) {
    LedgerFile file;
    try {
      file = LedgerReader.verify(path);
    } catch (NotALedger e) {
      return Json.object().put("not_a_ledger", e.reason().name().toLowerCase(Locale.ROOT)).build();
    }
    List<Json> rows = new ArrayList<>();
    for (Row row : file.rows()) {
      rows.add(
          Json.object()
              .put("event_digest", row.eventDigest().hex())
              .put("verdict", row.verdict().wire())
              .put("chain", row.chain().hex())
              .build());
    }
    return Json.object()
        .put("clew_ledger", file.format())
        .put("ledger_id", file.id().ledgerId())
        .put("namespace", file.id().namespace())
        .put("run_id", file.id().runId())
        .put("rows", rows)
        .put("head", file.head().hex())
        .put("content_root", file.contentRoot().hex())
        .put("torn_tail", tornTail(file.tornTail()))
        .put("damage", damage(file.damage()))
        .build();
  }

  private static Json tornTail(@Nullable TornTail torn) {
    return torn == null
        ? Json.NULL
        : Json.object()
            .put("byte_offset", torn.byteOffset())
            .put("size_bytes", torn.sizeBytes())
            .build();
  }

  private static Json damage(@Nullable Damage damage) {
    return damage == null
        ? Json.NULL
        : Json.object().put("byte_offset", damage.byteOffset()).put("row", damage.row()).build();
  }
}
