package dev.clew.runs;

import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.document.LedgerFacts;
import java.util.ArrayList;
import java.util.List;

/// A run in a store. Whoever may still write to it is not seen from here, so that it goes on until
/// it has a terminal row.
///
/// @param location how a user would name it where it is kept: its id
public record StoredRunSource(Ledger ledger, String location) implements RunSource {
  @Override
  public Contents read() {
    List<Row> rows = rows();
    LedgerFacts facts =
        new LedgerFacts(
            ledger.id(),
            rows.size(),
            () -> ContentRoot.of(rows),
            rows.isEmpty() ? ledger.id().genesis() : rows.getLast().chain(),
            null,
            null);
    return new Contents(rows, facts, RunView.Writer.PRESENT);
  }

  /// All that are there when it ends, which may be more than when it began.
  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    ledger.each(0, rows::add);
    return List.copyOf(rows);
  }
}
