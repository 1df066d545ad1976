package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What stands in a body in the place of everything that only a run knows: a list of one text of
/// one character that the body has nowhere else. What is a value of its own becomes the list, what
/// stands in a text or a name becomes a part of it.
record Hole(char unit) {
  /// The private use area of Unicode (§23.5), which a text has no need of.
  private static final char FIRST = '\ue000';

  private static final char LAST = '\uf8ff';

  /// Null when the text has all characters that could be one.
  static @Nullable Hole outside(String text) {
    String escapes = text.toLowerCase(Locale.ROOT);
    for (char unit = FIRST; unit <= LAST; unit++) {
      if (text.indexOf(unit) < 0 && !escapes.contains(Integer.toHexString(unit))) {
        return new Hole(unit);
      }
    }
    return null;
  }

  /// For the outline of an expression.
  Json value() {
    return new Json.Arr(List.of(Json.of(String.valueOf(unit))));
  }

  /// Whether it is all of the value.
  boolean isValue(JsonNode value) {
    return value.isArray()
        && value.size() == 1
        && value.get(0).isString()
        && value.get(0).stringValue().equals(String.valueOf(unit));
  }

  /// Whether it stands in the text.
  boolean isIn(String text) {
    return text.indexOf(unit) >= 0;
  }
}
