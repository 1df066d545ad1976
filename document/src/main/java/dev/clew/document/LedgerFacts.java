package dev.clew.document;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.LedgerId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a report says about the ledger that it was made from.
///
/// @param root gives the content root, which takes time to make and which few want
/// @param tornBytes the size of a last row that was never finished; null when there is none
/// @param damage where the ledger could not be read on; null when all of it could
public record LedgerFacts(
    LedgerId id,
    long rows,
    Supplier<Digest> root,
    Digest head,
    @Nullable Long tornBytes,
    @Nullable Damage damage) {

  /// @param atByte the offset in the file of the frame that is damaged
  /// @param row the row that should stand there
  public record Damage(long atByte, long row, String what) {
    /// One line for a person, without the file's name.
    public String sentence() {
      return "the ledger is damaged at byte " + atByte + " (row " + row + "): " + what;
    }

    public Json.Obj toJson() {
      return Json.object().put("at_byte", atByte).put("row", row).put("what", what).build();
    }
  }

  /// With a content root that is known.
  public LedgerFacts(
      LedgerId id,
      long rows,
      Digest root,
      Digest head,
      @Nullable Long tornBytes,
      @Nullable Damage damage) {
    this(id, rows, () -> root, head, tornBytes, damage);
  }

  /// The Merkle root of the distinct event digests.
  public Digest contentRoot() {
    return root.get();
  }

  Json.Obj toJson() {
    Json.Builder out =
        Json.object()
            .put("ledger_id", id.ledgerId())
            .put("rows", rows)
            .put("content_root", contentRoot().hex())
            .put("chain_head", head.hex())
            .put("torn_bytes", tornBytes);
    if (damage != null) {
      out.put("damage", damage.toJson());
    }
    return out.build();
  }
}
