package dev.clew.draft.openapi;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One operation of an OpenAPI document.
///
/// @param id the operationId; `GET /path` when the document gives none
/// @param item the path item that the operation stands in
record OpenApiOperation(String id, String method, String path, Json.Obj operation, Json.Obj item) {
  private static final List<String> METHODS =
      List.of("get", "post", "put", "patch", "delete", "head", "options");

  /// All of a document, in its order.
  static List<OpenApiOperation> all(Json.Obj document, OpenApiReferences references) {
    List<OpenApiOperation> all = new ArrayList<>();
    document
        .object("paths")
        .members()
        .forEach((path, value) -> {
          Json.Obj item = references.resolve(value);
          item.members()
              .forEach((key, member) -> {
                if (METHODS.contains(key) && member instanceof Json.Obj operation) {
                  String method = key.toUpperCase(Locale.ROOT);
                  String id = operation.text("operationId", method + " " + path);
                  all.add(new OpenApiOperation(id, method, path, operation, item));
                }
              });
        });
    return all;
  }

  boolean isNamed(String wanted) {
    return id.equalsIgnoreCase(wanted.strip())
        || (method + " " + path).equalsIgnoreCase(wanted.strip());
  }

  /// The operation's own win over those of its path (OpenAPI 3.1 §4.8.10.1).
  List<Json.Obj> parameters(OpenApiReferences references) {
    Map<String, Json.Obj> found = new LinkedHashMap<>();
    for (Json.Obj holder : List.of(item, operation)) {
      for (Json value : holder.list("parameters")) {
        Json.Obj parameter = references.resolve(value);
        found.put(parameter.text("in", "") + " " + parameter.text("name", ""), parameter);
      }
    }
    found.remove(" ");
    return new ArrayList<>(found.values());
  }

  boolean needsNothing(OpenApiReferences references) {
    return parameters(references).stream().noneMatch(each -> each.flag("required"))
        && path.indexOf('{') < 0;
  }

  /// `listPets GET /pets`.
  String shown() {
    return id.equals(method + " " + path) ? id : id + "  " + method + " " + path;
  }
}
