package dev.clew.plan.input;

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
      case OBJECT -> "a JSON object";
      case ARRAY -> "a JSON array";
      case NUMBER, FIXED, TEXT, GUID, ULID, DATE_TIME, DATE, TIME, SEQUENCE -> "text";
    };
  }

  /// Nothing is checked here: what is no number, such as a zip code with zeros in front, is the
  /// text that it is.
  private static Json number(Supplied given) {
    if (given instanceof Supplied.Value value && value.json() instanceof Json.Num number) {
      return number;
    }
    String written = text(given);
    String number = written.strip();
    return Json.isNumber(number) ? new Json.Num(number) : Json.of(written);
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
