package dev.clew.languagesih.template;

import dev.clew.core.json.Json;

/// Says what a value has instead of what was looked for: names and counts, never values.
final class Siblings {
  private static final int MAX_NAMES = 12;
  private static final int MAX_NAME_CHARS = 40;

  private Siblings() {}

  static String of(Json value) {
    return switch (value) {
      case Json.Null nothing -> "is null";
      case Json.Bool bool -> "is true or false";
      case Json.Num number -> "is a number";
      case Json.Str string -> "is text";
      case Json.Arr array ->
          array.size() == 0
              ? "is an empty list"
              : "is a list of " + array.size() + (array.size() == 1 ? " item" : " items");
      case Json.Obj object -> object.members().isEmpty() ? "is an empty object" : names(object);
    };
  }

  private static String names(Json.Obj object) {
    StringBuilder out = new StringBuilder("has ");
    int shown = 0;
    for (String name : object.members().keySet()) {
      if (shown == MAX_NAMES) {
        return out.append(" and ")
            .append(object.members().size() - shown)
            .append(" more")
            .toString();
      }
      out.append(shown == 0 ? "" : ", ");
      out.append(name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) + "…" : name);
      shown++;
    }
    return out.toString();
  }
}
