package dev.clew.execution.offline;

import dev.clew.core.ledger.Row;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;

/// When the rows of a recording were written, by the row that is written next. When the rows go
/// another way, that of the last row stands.
final class RecordedTime {
  private final List<Row> rows;
  private final IntSupplier next;

  /// @param next the offset of the row that is written next, as [MemoryLedger#size]
  RecordedTime(List<Row> rows, IntSupplier next) {
    this.rows = rows;
    this.next = next;
  }

  InstantSource produced() {
    return () -> row().event().ts().instant();
  }

  InstantSource received() {
    return () -> row().receivedAt().instant();
  }

  private Row row() {
    return rows.get(Math.min(next.getAsInt(), rows.size() - 1));
  }
}
