package dev.clew.document;

import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.core.run.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The payloads of the rows. Each stands in the document once: where a reader looks for it (a body,
/// a definition file), and then its row only points there; else in its row.
final class Payloads {
  private final List<Row> rows;
  private final Map<Long, Row> byOffset = new HashMap<>();
  private final Map<Long, String> placed = new HashMap<>();

  Payloads(List<Row> rows) {
    this.rows = rows;
    for (Row row : rows) {
      byOffset.put(row.offset(), row);
    }
  }

  List<Row> all() {
    return rows;
  }

  /// Null when the row has none, or when it has expired.
  @Nullable Payload of(long offset) {
    Row row = byOffset.get(offset);
    return row == null ? null : row.payload();
  }

  /// Notes that the payload of that row stands at that JSON pointer (RFC 6901).
  void place(long offset, String pointer) {
    placed.putIfAbsent(offset, pointer);
  }

  List<Json> rows() {
    List<Json> out = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Json.Obj wire = RowJson.write(row);
      String pointer = placed.get(row.offset());
      if (pointer != null) {
        Map<String, Json> members = new LinkedHashMap<>(wire.members());
        members.remove("raw");
        members.remove("raw_base64");
        wire = new Json.Obj(members).with("raw_at", Json.of(pointer));
      }
      out.add(wire);
    }
    return out;
  }
}
