package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// What attributes of OpenTelemetry say, by their names. A name may have changed with a version of
/// the semantic conventions: then the newest stands first.
final class Said {
  private Said() {}

  /// The first that is there, as text; null when none is.
  static @Nullable String text(Json.Obj attributes, String... names) {
    for (String name : names) {
      switch (attributes.get(name)) {
        case Json.Str text when !text.value().isBlank() -> {
          return text.value();
        }
        case Json.Num number -> {
          return number.text();
        }
        case null, default -> {}
      }
    }
    return null;
  }

  /// The first that is there, as a whole number; null when none is.
  static @Nullable Long whole(Json.Obj attributes, String... names) {
    for (String name : names) {
      if (attributes.get(name) instanceof Json.Num number) {
        return Json.wholeOf(number);
      }
    }
    return null;
  }
}
