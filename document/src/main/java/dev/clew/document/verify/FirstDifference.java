package dev.clew.document.verify;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The first place where a document says something else than its rows do.
final class FirstDifference {
  private static final int MAX_SHOWN_CHARS = 120;

  private FirstDifference() {}

  /// @param said what the document has
  /// @param due what its rows give; its members are compared first and in their order
  /// @return null when they are equal
  static @Nullable Broken first(Json said, Json due) {
    return said.equals(due) ? null : below("", said, due);
  }

  private static Broken below(String pointer, @Nullable Json said, @Nullable Json due) {
    if (said instanceof Json.Obj saidObject && due instanceof Json.Obj dueObject) {
      return member(pointer, saidObject, dueObject);
    }
    if (said instanceof Json.Arr saidArray && due instanceof Json.Arr dueArray) {
      return item(pointer, saidArray.items(), dueArray.items());
    }
    return Broken.at(
        pointer.isEmpty() ? "/" : pointer,
        "the report says " + shown(said) + ", its rows give " + shown(due));
  }

  private static Broken member(String pointer, Json.Obj said, Json.Obj due) {
    for (Map.Entry<String, Json> member : due.members().entrySet()) {
      Json other = said.get(member.getKey());
      if (!member.getValue().equals(other)) {
        return below(pointer + "/" + escaped(member.getKey()), other, member.getValue());
      }
    }
    for (Map.Entry<String, Json> member : said.members().entrySet()) {
      if (!due.has(member.getKey())) {
        return below(pointer + "/" + escaped(member.getKey()), member.getValue(), null);
      }
    }
    throw new IllegalStateException("no difference at " + pointer);
  }

  private static Broken item(String pointer, List<Json> said, List<Json> due) {
    int count = Math.max(said.size(), due.size());
    for (int index = 0; index < count; index++) {
      Json one = index < said.size() ? said.get(index) : null;
      Json other = index < due.size() ? due.get(index) : null;
      if (one == null || !one.equals(other)) {
        return below(pointer + "/" + index, one, other);
      }
    }
    throw new IllegalStateException("no difference at " + pointer);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String shown(@Nullable Json value) {
    if (value == null) {
      return "nothing";
    }
    String text = JsonWriter.compact(value);
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…";
  }
}
