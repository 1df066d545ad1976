package dev.clew.plan.value;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;

/// A JSON value as text inside other text: strings as they are, null as nothing, the rest as JSON.
public final class Display {
  public static final Json.Str EMPTY_TEXT = Json.of("");

  private Display() {}

  public static String text(Json value) {
    return switch (value) {
      case Json.Null nothing -> "";
      case Json.Str string -> string.value();
      case Json.Num number -> number.text();
      case Json.Bool bool -> bool.toString();
      case Json.Arr array -> JsonWriter.compact(array);
      case Json.Obj object -> JsonWriter.compact(object);
    };
  }

  /// Null, empty text, an empty list or an empty object.
  public static boolean isEmpty(Json value) {
    return switch (value) {
      case Json.Null nothing -> true;
      case Json.Str string -> string.value().isEmpty();
      case Json.Arr array -> array.size() == 0;
      case Json.Obj object -> object.members().isEmpty();
      case Json.Num number -> false;
      case Json.Bool bool -> false;
    };
  }
}
