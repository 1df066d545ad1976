package dev.clew.contract;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which errors of a body stay, whatever its tokens become. An error stays when every keyword on
/// the way to it must hold of the value that it is about, and when what it says is of something
/// that no token changes: a value without tokens, the names of an object, the length of a list, or
/// that a text is a text. All others are left to the run.
final class Certainty {
  /// Of objects whose names are all known.
  private static final Set<String> OF_NAMES =
      Set.of(
          "type",
          "required",
          "additionalProperties",
          "minProperties",
          "maxProperties",
          "dependentRequired");

  private static final Set<String> OF_LISTS = Set.of("type", "minItems", "maxItems");

  private final JsonNode root;
  private final Hole hole;

  /// Those with a token in them, at any depth.
  private final Set<JsonNode> unknown = Collections.newSetFromMap(new IdentityHashMap<>());

  Certainty(JsonNode root, Hole hole) {
    this.root = root;
    this.hole = hole;
    collect(root);
  }

  private boolean collect(JsonNode value) {
    boolean found = value.isString() && hole.isIn(value.stringValue());
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      found |= collect(member.getValue());
      found |= hole.isIn(member.getKey());
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        found |= collect(item);
      }
    }
    if (found) {
      unknown.add(value);
    }
    return found;
  }

  private boolean isKnown(JsonNode value) {
    return !unknown.contains(value);
  }

  boolean holds(Error error) {
    NodePath way = error.getEvaluationPath();
    NodePath place = error.getInstanceLocation();
    JsonNode here = root;
    int at = 0;
    int last = way.getNameCount() - 1;
    for (int step = 0; step < last; step++) {
      if (isKnown(here)) {
        return true;
      }
      switch (String.valueOf(way.getElement(step))) {
        case "$ref" -> {}
        case "allOf" -> step++;
        case "properties", "patternProperties", "prefixItems" -> {
          step++;
          here = child(here, place, at++);
        }
        case "items", "additionalProperties" -> here = child(here, place, at++);
        default -> {
          return false;
        }
      }
      if (here == null) {
        return false;
      }
    }
    return at == place.getNameCount() && (isKnown(here) || holds(error.getKeyword(), here));
  }

  /// Null for a value that a token may put another in the place of.
  private @Nullable JsonNode child(JsonNode value, NodePath place, int at) {
    if (at >= place.getNameCount() || hole.isValue(value) || hasUnknownNames(value)) {
      return null;
    }
    Object name = place.getElement(at);
    return name instanceof Integer index ? value.get(index) : value.get(String.valueOf(name));
  }

  private boolean holds(@Nullable String keyword, JsonNode value) {
    if (keyword == null || hole.isValue(value)) {
      return false;
    }
    if (value.isObject()) {
      return keyword.equals("type") || (OF_NAMES.contains(keyword) && !hasUnknownNames(value));
    }
    return value.isArray() ? OF_LISTS.contains(keyword) : keyword.equals("type");
  }

  private boolean hasUnknownNames(JsonNode value) {
    for (String name : value.propertyNames()) {
      if (hole.isIn(name)) {
        return true;
      }
    }
    return false;
  }
}
