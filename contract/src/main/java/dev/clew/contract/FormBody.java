package dev.clew.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.contract.OperationBodies.Media;
import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A body of `application/x-www-form-urlencoded`, read as the JSON that its schema is written for
/// (OpenAPI 3.0.3 §4.7.14, 3.1.0 §4.8.14): a number where its property is one, a list of a name
/// that is given several times. A value that may be read in two ways is a hole.
///
/// @param fields the values by name, in the order of the body
record FormBody(Map<String, List<String>> fields, Hole hole) {
  static final String TYPE = "application/x-www-form-urlencoded";

  private static final Set<String> NUMERIC = Set.of("integer", "number", "null");

  /// Longer ones are not read.
  private static final int MAX_NUMBER_CHARS = 100;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Null when the body has no character to spare for a hole.
  static @Nullable FormBody of(BodyText body) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    StringBuilder all = new StringBuilder();
    for (String pair : new String(body.bytes(), UTF_8).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = WrittenRequest.decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : WrittenRequest.decoded(pair.substring(equals + 1));
        fields.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        all.append(name).append(value);
      }
    }
    Hole hole = body.hole() == null ? Hole.outside(all.toString()) : body.hole();
    return hole == null ? null : new FormBody(fields, hole);
  }

  boolean hasUnknownNames() {
    return fields.keySet().stream().anyMatch(hole::isIn);
  }

  /// Null when the schema has a property that may be an object, whose members would be fields of
  /// their own.
  @Nullable JsonNode json(Media media, ContractReferences references) {
    Located schema = media.schema();
    Map<String, Located> properties = new LinkedHashMap<>();
    if (schema == null || !collect(schema, references, properties, 0)) {
      return null;
    }
    ObjectNode out = NODES.objectNode();
    fields.forEach((name, values) -> {
      Located property = media.encoding().has(name) ? null : properties.get(name);
      out.set(name, property == null ? unknown() : value(property, values, references));
    });
    return out;
  }

  /// The properties of a schema and of all that it has to hold too; false when one of them may be
  /// an object.
  private static boolean collect(
      Located schema, ContractReferences references, Map<String, Located> into, int depth) {
    if (depth > SchemaTypes.MAX_DEPTH) {
      return false;
    }
    Located resolved = references.resolve(schema);
    Located properties = resolved.member("properties");
    for (String name : properties.value().members().keySet()) {
      Located property = properties.member(name);
      Set<String> types = SchemaTypes.of(property, references);
      if (types.isEmpty() || types.contains("object")) {
        return false;
      }
      into.put(name, property);
    }
    for (Located part : SchemaTypes.parts(resolved, "allOf")) {
      if (!collect(part, references, into, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  /// What was given for a property, as its schema wants it.
  JsonNode value(Located property, List<String> values, ContractReferences references) {
    Set<String> types = SchemaTypes.of(property, references);
    if (types.equals(Set.of("array"))) {
      Located items = references.resolve(property).member("items");
      ArrayNode out = NODES.arrayNode();
      for (String value : values) {
        out.add(scalar(SchemaTypes.of(items, references), value));
      }
      return out;
    }
    return values.size() == 1 ? scalar(types, values.getFirst()) : unknown();
  }

  private JsonNode scalar(Set<String> types, String value) {
    if (types.equals(Set.of("string"))) {
      return NODES.stringNode(value);
    }
    // Of one that may be null, empty text may be that.
    if (value.isEmpty() || hole.isIn(value)) {
      return unknown();
    }
    if (types.equals(Set.of("string", "null"))) {
      return NODES.stringNode(value);
    }
    return NUMERIC.containsAll(types) ? number(value) : unknown();
  }

  /// Text when it is no number at all. Some servers read more than JSON does, such as `007`.
  private JsonNode number(String value) {
    if (value.length() > MAX_NUMBER_CHARS || value.indexOf('e') >= 0 || value.indexOf('E') >= 0) {
      return unknown();
    }
    try {
      BigDecimal number = new BigDecimal(value);
      if (!Json.isNumber(value)) {
        return unknown();
      }
      return number.scale() == 0
          ? NODES.numberNode(number.toBigInteger())
          : NODES.numberNode(number);
    } catch (NumberFormatException e) {
      return NODES.stringNode(value);
    }
  }

  private JsonNode unknown() {
    return NODES.arrayNode().add(String.valueOf(hole.unit()));
  }
}
