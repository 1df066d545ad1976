package dev.clew.workflow.input;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.document.JsonText;
import org.jspecify.annotations.Nullable;

/// A supplied value as the declared type has it. Numbers stay as they were written; text is never
/// trimmed or parsed.
final class InputTyping {
  private InputTyping() {}

  /// Null when the value does not have that type.
  static @Nullable Json typed(InputType type, Supplied given) {
    return switch (type) {
      case NUMBER -> number(given);
      case OBJECT -> json(given) instanceof Json.Obj object ? object : null;
      case ARRAY -> json(given) instanceof Json.Arr array ? array : null;
      case FIXED, TEXT, GUID, ULID, DATE_TIME, DATE, TIME, SEQUENCE -> Json.of(text(given));
    };
  }

  static String wanted(InputType type) {
    return switch (type) {
      case NUMBER -> "a JSON number";
      case OBJECT -> "a JSON object";
      case ARRAY -> "a JSON array";
      case FIXED, TEXT, GUID, ULID, DATE_TIME, DATE, TIME, SEQUENCE -> "text";
    };
  }

  private static @Nullable Json number(Supplied given) {
    return switch (given) {
      case Supplied.Text text -> {
        String written = text.text().strip();
        yield Json.isNumber(written) ? new Json.Num(written) : null;
      }
      case Supplied.Value value ->
          switch (value.json()) {
            case Json.Num number -> number;
            case Json.Str string ->
                Json.isNumber(string.value()) ? new Json.Num(string.value()) : null;
            case Json.Null nothing -> null;
            case Json.Bool bool -> null;
            case Json.Arr array -> null;
            case Json.Obj object -> null;
          };
    };
  }

  private static @Nullable Json json(Supplied given) {
    String text =
        switch (given) {
          case Supplied.Text raw -> raw.text();
          case Supplied.Value value ->
              value.json() instanceof Json.Str string ? string.value() : null;
        };
    if (text == null) {
      return ((Supplied.Value) given).json();
    }
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }

  private static String text(Supplied given) {
    return switch (given) {
      case Supplied.Text raw -> raw.text();
      case Supplied.Value value ->
          value.json() instanceof Json.Str string
              ? string.value()
              : JsonWriter.compact(value.json());
    };
  }
}
