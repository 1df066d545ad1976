package dev.clew.contract;

import dev.clew.core.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows `$ref` inside of one document (RFC 6901 pointers).
record ContractReferences(Json.Obj document) {
  /// Members whose content is data, in which a `$ref` is nothing but a name.
  private static final Set<String> DATA =
      Set.of("example", "examples", "default", "enum", "const", "value");

  /// What a chain of references leads to; an empty object when it leads nowhere or in a circle.
  Located resolve(Located start) {
    Set<String> seen = new HashSet<>();
    Located current = start;
    while (true) {
      String reference = current.value().text("$ref");
      if (reference == null) {
        return current;
      }
      Located next = seen.add(reference) ? at(reference) : null;
      if (next == null) {
        return new Located(Json.EMPTY_OBJECT, current.pointer());
      }
      current = next;
    }
  }

  private @Nullable Located at(String reference) {
    if (!reference.startsWith("#/")) {
      return null;
    }
    Located current = new Located(document, "");
    for (String part : reference.substring(2).split("/", -1)) {
      String name = decoded(part);
      if (!(current.value().get(name) instanceof Json.Obj)) {
        return null;
      }
      current = current.member(name);
    }
    return current;
  }

  private static String decoded(String part) {
    String text = part;
    try {
      text = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A lone '%' stands for itself.
    }
    return text.replace("~1", "/").replace("~0", "~");
  }

  /// The first reference that cannot be followed, in one line; null when there is none.
  @Nullable String fault() {
    return fault(document, "");
  }

  private @Nullable String fault(Json value, String pointer) {
    switch (value) {
      case Json.Obj object -> {
        String reference = object.text("$ref");
        if (reference != null && !reference.startsWith("#")) {
          return pointer
              + "/$ref points to another document, '"
              + reference
              + "'; only references inside of the document are followed: publish it as one file";
        }
        if (reference != null && leadsToItself(object)) {
          return pointer + "/$ref leads back to itself: '" + reference + "'";
        }
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
          if (!isData(member.getKey())) {
            String fault =
                fault(member.getValue(), pointer + "/" + Located.escaped(member.getKey()));
            if (fault != null) {
              return fault;
            }
          }
        }
        return null;
      }
      case Json.Arr array -> {
        for (int index = 0; index < array.size(); index++) {
          String fault = fault(array.items().get(index), pointer + "/" + index);
          if (fault != null) {
            return fault;
          }
        }
        return null;
      }
      case Json.Str text -> {
        return null;
      }
      case Json.Num number -> {
        return null;
      }
      case Json.Bool flag -> {
        return null;
      }
      case Json.Null nothing -> {
        return null;
      }
    }
  }

  /// Only a chain of nothing but references; a schema that contains itself is recursive, and fine.
  private boolean leadsToItself(Json.Obj start) {
    Set<String> seen = new HashSet<>();
    Json.Obj current = start;
    while (true) {
      String reference = current.text("$ref");
      if (reference == null) {
        return false;
      }
      if (!seen.add(reference)) {
        return true;
      }
      Located next = at(reference);
      if (next == null) {
        return false;
      }
      current = next.value();
    }
  }

  private static boolean isData(String name) {
    return DATA.contains(name) || name.startsWith("x-");
  }
}
