package dev.clew.languagesih.condition;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;

/// A value in an explanation. A long one is described by its kind and size and not cut: a piece of
/// a secret would not be recognised by its value any more.
public final class Brief {
  private static final int MAX_CHARS = 80;

  private Brief() {}

  public static String of(Json value) {
    String json = JsonWriter.compact(value);
    if (json.length() <= MAX_CHARS) {
      return json;
    }
    return switch (value) {
      case Json.Arr array -> "(list of " + array.size() + ")";
      case Json.Obj object -> "(object of " + object.members().size() + ")";
      case Json.Str string -> "(text of " + string.value().length() + " characters)";
      case Json.Num number -> "(number of " + number.text().length() + " characters)";
      case Json.Bool bool -> bool.toString();
      case Json.Null nothing -> "null";
    };
  }
}
