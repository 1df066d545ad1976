package dev.clew.ledgerfile;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;

/// A member by which rows are known before they are read: their kind, or what an attribute says.
///
/// @param text as canonical JSON has it: `"kind":"run_finished"`
public record RowMark(String text) {
  /// Of the rows of that kind.
  public static RowMark of(Kind kind) {
    return of("kind", kind.wire());
  }

  /// Of the rows in which the attribute has that value.
  public static RowMark of(Attribute<String> attribute, String value) {
    return of(attribute.name(), value);
  }

  private static RowMark of(String name, String value) {
    String object = JsonWriter.compact(Json.object().put(name, value).build());
    return new RowMark(object.substring(1, object.length() - 1));
  }
}
