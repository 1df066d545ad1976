package dev.clew.execution.offline;

import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// When the rows of a recording were written, by the row that is written next. When the rows go
/// another way, that of the last row stands.
final class RecordedTime {
  private final List<Row> rows;
  private final Supplier<Ledger.Head> head;

  /// @param head of the ledger that is written
  RecordedTime(List<Row> rows, Supplier<Ledger.Head> head) {
    this.rows = rows;
    this.head = head;
  }

  InstantSource produced() {
    return () -> row().event().ts().instant();
  }

  InstantSource received() {
    return () -> row().receivedAt().instant();
  }

  private Row row() {
    return rows.get((int) Math.min(head.get().size(), rows.size() - 1));
  }
}
