package dev.clew.document;

import dev.clew.core.json.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows that parts of a document point to: in all of them, what is called `row`, `rows` or ends
/// with `_row` is an offset.
final class CitedRows {
  private final Set<Long> rows = new HashSet<>();

  private CitedRows() {}

  static Set<Long> in(@Nullable Json... parts) {
    CitedRows cited = new CitedRows();
    for (Json part : parts) {
      if (part != null) {
        cited.look(part);
      }
    }
    return cited.rows;
  }

  private void look(Json value) {
    switch (value) {
      case Json.Obj object -> {
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          String name = member.getKey();
          if (name.equals("row") || name.equals("rows") || name.endsWith("_row")) {
            cite(member.getValue());
          } else {
            look(member.getValue());
          }
        }
      }
      case Json.Arr array -> array.items().forEach(this::look);
      case Json scalar -> {}
    }
  }

  private void cite(Json value) {
    if (value instanceof Json.Arr array) {
      array.items().forEach(this::cite);
    } else if (value instanceof Json.Num number) {
      Long offset = Json.wholeOf(number);
      if (offset != null) {
        rows.add(offset);
      }
    }
  }
}
