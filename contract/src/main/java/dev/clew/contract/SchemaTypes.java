package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which types the values of a schema may have.
final class SchemaTypes {
  /// Deeper, a schema is taken to be one that contains itself.
  static final int MAX_DEPTH = 20;

  private SchemaTypes() {}

  /// `string`, `integer`, `null` …; empty when the schema does not say.
  static Set<String> of(Located schema, ContractReferences references) {
    return of(schema, references, 0);
  }

  private static Set<String> of(Located schema, ContractReferences references, int depth) {
    Located resolved = references.resolve(schema);
    Set<String> types = new TreeSet<>();
    if (depth > MAX_DEPTH) {
      return types;
    }
    switch (resolved.value().get("type")) {
      case Json.Str type -> types.add(type.value());
      case Json.Arr several ->
          several
              .items()
              .forEach(type -> types.add(type instanceof Json.Str one ? one.value() : "object"));
      case null, default -> types.addAll(ofParts(resolved, references, depth));
    }
    if (!types.isEmpty() && resolved.value().flag("nullable")) {
      types.add("null");
    }
    return types;
  }

  private static Set<String> ofParts(Located schema, ContractReferences references, int depth) {
    Set<String> types = new TreeSet<>();
    for (Located part : parts(schema, "allOf")) {
      types.addAll(of(part, references, depth + 1));
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      for (Located part : parts(schema, choice)) {
        Set<String> ofPart = of(part, references, depth + 1);
        if (ofPart.isEmpty()) {
          return Set.of();
        }
        types.addAll(ofPart);
      }
    }
    return types;
  }

  /// The schemas in a list.
  static List<Located> parts(Located schema, String keyword) {
    List<Located> parts = new ArrayList<>();
    List<Json> items = schema.value().list(keyword);
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index) instanceof Json.Obj part) {
        parts.add(new Located(part, schema.pointer() + "/" + keyword + "/" + index));
      }
    }
    return parts;
  }
}
