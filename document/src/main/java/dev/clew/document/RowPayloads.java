package dev.clew.document;

import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a document and their payloads. Each payload stands in the document once: where a
/// reader looks for it (a body, a definition file), and then its row only points there; else in its
/// row.
final class RowPayloads {
  private final List<Row> rows;
  private final Map<Long, String> placed = new HashMap<>();

  /// @param rows in the order of their offsets
  RowPayloads(List<Row> rows) {
    this.rows = rows;
  }

  List<Row> all() {
    return rows;
  }

  /// Null when the row has none, when it has expired, or when the document has no such row.
  @Nullable Payload of(long offset) {
    Row row = row(offset);
    return row == null ? null : row.payload();
  }

  /// Whether the document has that row.
  boolean has(long offset) {
    return row(offset) != null;
  }

  private @Nullable Row row(long offset) {
    int from = 0;
    int to = rows.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      Row row = rows.get(middle);
      if (row.offset() == offset) {
        return row;
      }
      if (row.offset() < offset) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return null;
  }

  /// Notes that the payload of that row stands at that JSON pointer (RFC 6901).
  void place(long offset, String pointer) {
    placed.putIfAbsent(offset, pointer);
  }

  /// The rows as the document has them, made when they are looked at. To be called when all that
  /// has a place is placed.
  Json.Arr rows() {
    return Json.Arr.lazily(rows.size(), at -> row(rows.get(at)));
  }

  private Json.Obj row(Row row) {
    String pointer = placed.get(row.offset());
    return pointer == null
        ? RowJson.write(row)
        : RowJson.write(row.withPayload(null)).with("raw_at", Json.of(pointer));
  }
}
