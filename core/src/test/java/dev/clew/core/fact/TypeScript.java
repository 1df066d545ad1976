package dev.clew.core.fact;

import dev.clew.core.json.Json;
import java.util.StringJoiner;

/// A JSON Schema of an attribute as a type of TypeScript.
final class TypeScript {
  private TypeScript() {}

  static String of(Json.Obj schema) {
    String ref = schema.text("$ref");
    if (ref != null) {
      return ref.substring(ref.lastIndexOf('/') + 1);
    }
    if (schema.has("enum")) {
      StringJoiner words = new StringJoiner(" | ");
      schema.list("enum").forEach(word -> words.add("'" + ((Json.Str) word).value() + "'"));
      return words.toString();
    }
    return switch (schema.text("type", "")) {
      case "string" -> "string";
      case "integer", "number" -> "number";
      case "boolean" -> "boolean";
      case "array" -> listOf(of(schema.object("items")));
      case "object" -> "{ [name: string]: Json }";
      default -> "Json";
    };
  }

  private static String listOf(String item) {
    return item.matches("\\w+") ? item + "[]" : "(" + item + ")[]";
  }
}
