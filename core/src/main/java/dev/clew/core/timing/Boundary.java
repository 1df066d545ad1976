package dev.clew.core.timing;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Row;
import org.jspecify.annotations.Nullable;

/// A moment that the ledger proves.
///
/// @param row the row that proves it
/// @param kind the kind of its event, as the producer said it
/// @param reading of its producer's clock; null when the event only says the time
public record Boundary(Timestamp at, long row, String kind, @Nullable Reading reading) {
  static Boundary of(Row row) {
    return new Boundary(
        row.event().ts(), row.offset(), row.event().kind(), Reading.of(row.event()));
  }
}
