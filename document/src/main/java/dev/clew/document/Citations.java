package dev.clew.document;

import dev.clew.core.json.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows that parts of a document point to: in all of them, what is called `row`, `rows` or ends
/// with `_row` is an offset.
final class Citations {
  private final Set<Long> rows = new HashSet<>();

  private Citations() {}

  static Set<Long> in(@Nullable Json... parts) {
    Citations citations = new Citations();
    for (Json part : parts) {
      if (part != null) {
        citations.look(part);
      }
    }
    return citations.rows;
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
      Long offset = Json.object().put("row", number).build().whole("row");
      if (offset != null) {
        rows.add(offset);
      }
    }
  }
}
