package dev.clew.core.timing;

import dev.clew.core.ledger.Row;
import dev.clew.core.run.Timestamp;

/// A moment that the ledger proves.
///
/// @param row the row that proves it
/// @param kind the kind of its event, as the producer said it
public record Boundary(Timestamp at, long row, String kind) {
  static Boundary of(Row row) {
    return new Boundary(row.event().ts(), row.offset(), row.event().kind());
  }
}
