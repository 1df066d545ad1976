package dev.clew.diff;

import dev.clew.core.json.Json;
import dev.clew.diff.mask.Mask;
import dev.clew.diff.part.FactPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the items of an array look like, taken together: their types, the members of those that are
/// objects, the items of those that are arrays.
final class Shape {
  private final Set<String> types = new TreeSet<>();
  private final Map<String, Shape> members = new LinkedHashMap<>();
  private boolean itemsSeen;
  private final java.util.List<Shape> items = new java.util.ArrayList<>(1);

  private Shape() {}

  static Shape ofItems(Json.Arr array) {
    Shape shape = new Shape();
    for (Json item : array.items()) {
      shape.take(item);
    }
    return shape;
  }

  private void take(Json value) {
    types.add(typeOf(value));
    if (value instanceof Json.Obj object) {
      for (Map.Entry<String, Json> member : object.members().entrySet()) {
        members.computeIfAbsent(member.getKey(), name -> new Shape()).take(member.getValue());
      }
    } else if (value instanceof Json.Arr array) {
      for (Json item : array.items()) {
        if (!itemsSeen) {
          itemsSeen = true;
          items.add(new Shape());
        }
        items.getFirst().take(item);
      }
    }
  }

  static String typeOf(Json value) {
    return switch (value) {
      case Json.Null nothing -> "null";
      case Json.Bool bool -> "boolean";
      case Json.Num number -> "number";
      case Json.Str string -> Mask.NUMBER.equals(string.value()) ? "number" : "string";
      case Json.Arr array -> "array";
      case Json.Obj object -> "object";
    };
  }

  /// What is told about a difference of shapes.
  interface Listener {
    void structural(String pointer, Change.Form form, String before, String after);
  }

  static void compare(Shape a, Shape b, String pointer, Listener listener) {
    if (a.types.isEmpty() || b.types.isEmpty()) {
      return;
    }
    if (!a.types.equals(b.types)) {
      listener.structural(
          pointer, Change.Form.TYPE, String.join(" or ", a.types), String.join(" or ", b.types));
    }
    if (a.types.contains("object") && b.types.contains("object")) {
      for (Map.Entry<String, Shape> member : a.members.entrySet()) {
        Shape other = b.members.get(member.getKey());
        String inner = FactPath.join(pointer, member.getKey());
        if (other == null) {
          listener.structural(inner, Change.Form.REMOVED, member.getValue().words(), "");
        } else {
          compare(member.getValue(), other, inner, listener);
        }
      }
      for (Map.Entry<String, Shape> member : b.members.entrySet()) {
        if (!a.members.containsKey(member.getKey())) {
          String inner = FactPath.join(pointer, member.getKey());
          listener.structural(inner, Change.Form.ADDED, "", member.getValue().words());
        }
      }
    }
    if (a.itemsSeen && b.itemsSeen) {
      compare(a.items.getFirst(), b.items.getFirst(), FactPath.join(pointer, "*"), listener);
    }
  }

  private String words() {
    return String.join(" or ", types);
  }
}
