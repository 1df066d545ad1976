package dev.clew.plan.stage;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import java.util.List;

/// What a loop goes over, or why there is no list.
public sealed interface DataList {
  record Items(List<Json> items) implements DataList {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// @param why with the place, where there is one
  record NotRead(String why) implements DataList {}

  record NotAList(String why) implements DataList {}

  /// A text that is a list written as JSON is that list.
  ///
  /// @param shown what the value is called in a sentence
  static DataList of(Json value, String shown) {
    Json list = value;
    if (value instanceof Json.Str text) {
      try {
        list = JsonText.parse(text.value());
      } catch (JsonText.Malformed e) {
        list = value;
      }
    }
    return list instanceof Json.Arr array
        ? new Items(array.items())
        : new NotAList(shown + " is " + kind(list) + " and not a list");
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Null nothing -> "null";
      case Json.Bool bool -> "true or false";
      case Json.Num number -> "a number";
      case Json.Str text -> "a text";
      case Json.Arr list -> "a list";
      case Json.Obj object -> "an object";
    };
  }
}
