package dev.clew.ledgerfile;

import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ledger file of which only some rows were read.
///
/// @param rows those that were asked for, and beside them the first accepted one of every attempt;
///   in the order of their offsets, with gaps, and without payloads that have a frame of their own
/// @param count of all rows
/// @param last the newest row; null when there is none
/// @param isWhole whether the file could be read to its end; a torn tail is no damage
public record LedgerSkim(
    LedgerId id, List<Row> rows, long count, @Nullable Row last, boolean isWhole) {
  public LedgerSkim {
    rows = List.copyOf(rows);
  }
}
