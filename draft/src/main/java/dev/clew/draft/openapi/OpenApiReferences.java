package dev.clew.draft.openapi;

import dev.clew.core.json.Json;
import dev.clew.draft.text.PercentText;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows `$ref` inside of one document (RFC 6901 pointers). What points elsewhere is an empty
/// object: it is not loaded.
record OpenApiReferences(Json.Obj document) {

  Json.Obj resolve(@Nullable Json value) {
    Set<String> seen = new HashSet<>();
    Json current = value;
    while (current instanceof Json.Obj object) {
      String reference = object.text("$ref");
      if (reference == null) {
        return object;
      }
      current = seen.add(reference) ? at(reference) : null;
    }
    return Json.EMPTY_OBJECT;
  }

  private @Nullable Json at(String reference) {
    if (!reference.startsWith("#/")) {
      return null;
    }
    Json current = document;
    for (String part : reference.substring(2).split("/", -1)) {
      String name = PercentText.decode(part).replace("~1", "/").replace("~0", "~");
      current = current instanceof Json.Obj object ? object.get(name) : null;
    }
    return current;
  }
}
