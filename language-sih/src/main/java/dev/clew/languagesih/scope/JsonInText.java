package dev.clew.languagesih.scope;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.languagesih.template.JsonPath;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;
import org.jspecify.annotations.Nullable;

/// Text that is JSON, where the language looks into it: by a path behind a name, and by
/// `stage:json(…)`.
final class JsonInText {
  private JsonInText() {}

  /// As [JsonPath#follow]; text of a list or an object is read when the path goes into it.
  static Resolved follow(Json value, JsonPath path, ValueOrigin origin, String shown) {
    Json read = path.steps().isEmpty() ? null : tree(value);
    return path.follow(read == null ? value : read, origin, shown, shown);
  }

  /// Null when the value is not the text of a list or an object.
  private static @Nullable Json tree(Json value) {
    if (!(value instanceof Json.Str text)) {
      return null;
    }
    String start = text.value().stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? parse(text.value()) : null;
  }

  /// Null when the text is not JSON.
  static @Nullable Json parse(String text) {
    try {
      return JsonText.parse(text);
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return null;
    }
  }
}
