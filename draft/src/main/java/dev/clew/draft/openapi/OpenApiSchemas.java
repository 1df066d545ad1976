package dev.clew.draft.openapi;

import dev.clew.core.json.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the JSON schemas of an OpenAPI document: what type an input has, and a value that fits.
record OpenApiSchemas(OpenApiReferences references) {
  private static final int MAX_DEPTH = 6;

  /// The schema with its reference followed and `allOf` merged; of `oneOf` and `anyOf` the first.
  Json.Obj schema(@Nullable Json value) {
    return schema(value, 0);
  }

  private Json.Obj schema(@Nullable Json value, int depth) {
    Json.Obj schema = references.resolve(value);
    if (depth >= MAX_DEPTH) {
      return schema;
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      List<Json> choices = schema.list(choice);
      if (!choices.isEmpty()) {
        schema = merged(schema, schema(choices.getFirst(), depth + 1));
      }
    }
    for (Json part : schema.list("allOf")) {
      schema = merged(schema, schema(part, depth + 1));
    }
    return schema;
  }

  private static Json.Obj merged(Json.Obj first, Json.Obj second) {
    Map<String, Json> members = new LinkedHashMap<>(second.members());
    members.putAll(first.members());
    Map<String, Json> properties = new LinkedHashMap<>(first.object("properties").members());
    properties.putAll(second.object("properties").members());
    Set<Json> required = new LinkedHashSet<>(first.list("required"));
    required.addAll(second.list("required"));
    if (!properties.isEmpty()) {
      members.put("properties", new Json.Obj(properties));
    }
    if (!required.isEmpty()) {
      members.put("required", new Json.Arr(List.copyOf(required)));
    }
    return new Json.Obj(members);
  }

  /// `type`, which may be a list in OpenAPI 3.1; `object` when only properties are given.
  static String type(Json.Obj schema) {
    for (Json type : schema.list("type")) {
      if (type instanceof Json.Str name && !name.value().equals("null")) {
        return name.value();
      }
    }
    String otherwise = schema.object("properties").members().isEmpty() ? "string" : "object";
    return schema.text("type", otherwise);
  }

  /// The type of an input of the workflow language.
  static String inputType(Json.Obj schema) {
    return switch (type(schema)) {
      case "integer", "number" -> "Number";
      case "object" -> "Object";
      case "array" -> "Array";
      case "string" ->
          switch (schema.text("format", "")) {
            case "uuid" -> "Guid";
            case "date" -> "Date";
            case "date-time" -> "DateTime";
            default -> "Text";
          };
      default -> "Text";
    };
  }

  /// What the author gives as an example, a default or the only choice; null when nothing.
  static @Nullable Json given(Json.Obj schema) {
    for (String key : List.of("example", "const", "default")) {
      Json value = schema.get(key);
      if (value != null && !(value instanceof Json.Null)) {
        return value;
      }
    }
    for (String key : List.of("examples", "enum")) {
      List<Json> values = schema.list(key);
      if (!values.isEmpty()) {
        return values.getFirst();
      }
    }
    return null;
  }

  Json sample(@Nullable Json value) {
    return sample(schema(value), Set.of());
  }

  /// @param above the schemas that this one stands in: a tree's nodes end where they begin again
  private Json sample(Json.Obj schema, Set<Json> above) {
    Json given = given(schema);
    if (given != null) {
      return given;
    }
    Set<Json> inside = new HashSet<>(above);
    inside.add(schema);
    boolean ends = above.size() >= MAX_DEPTH;
    return switch (type(schema)) {
      case "integer", "number" ->
          schema.get("minimum") instanceof Json.Num least ? least : Json.of(1);
      case "boolean" -> Json.TRUE;
      case "array" -> {
        Json.Obj items = schema(schema.get("items"));
        yield ends || inside.contains(items)
            ? Json.EMPTY_ARRAY
            : new Json.Arr(List.of(sample(items, inside)));
      }
      case "object" -> ends ? Json.EMPTY_OBJECT : object(schema, inside);
      default -> Json.of(text(schema.text("format", "")));
    };
  }

  private Json object(Json.Obj schema, Set<Json> inside) {
    Map<String, Json> members = new LinkedHashMap<>();
    properties(schema)
        .forEach((name, property) -> {
          if (!inside.contains(property)) {
            members.put(name, sample(property, inside));
          }
        });
    return new Json.Obj(members);
  }

  /// What a client sends: the required properties, or all when none is; never what only the service
  /// writes.
  Map<String, Json.Obj> properties(Json.Obj schema) {
    List<Json> required = schema.list("required");
    Map<String, Json.Obj> found = new LinkedHashMap<>();
    schema
        .object("properties")
        .members()
        .forEach((name, value) -> {
          Json.Obj property = schema(value);
          boolean wanted = required.isEmpty() || required.contains(Json.of(name));
          if (wanted && !property.flag("readOnly")) {
            found.put(name, property);
          }
        });
    return found;
  }

  private static String text(String format) {
    return switch (format) {
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      case "date" -> "2025-01-31";
      case "date-time" -> "2025-01-31T12:00:00Z";
      case "time" -> "12:00:00Z";
      case "email" -> "ada@example.com";
      case "uri", "url" -> "https://example.com/";
      case "hostname" -> "example.com";
      case "ipv4" -> "192.0.2.1";
      default -> "text";
    };
  }
}
