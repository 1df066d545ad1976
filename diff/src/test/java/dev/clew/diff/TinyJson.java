package dev.clew.diff;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the JSON that `Json.toString` writes: core has no reader of its own.
final class TinyJson {
  private final String text;
  private int at;

  private TinyJson(String text) {
    this.text = text;
  }

  static @Nullable Json read(String text) {
    TinyJson reader = new TinyJson(text);
    try {
      Json value = reader.value();
      return reader.at == text.length() ? value : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private Json value() {
    char first = text.charAt(at);
    if (first == '{') {
      return object();
    }
    if (first == '[') {
      return array();
    }
    if (first == '"') {
      return Json.of(string());
    }
    int end = at;
    while (end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String word = text.substring(at, end);
    at = end;
    return switch (word) {
      case "null" -> Json.NULL;
      case "true" -> Json.TRUE;
      case "false" -> Json.FALSE;
      default -> new Json.Num(word);
    };
  }

  private Json object() {
    Map<String, Json> members = new LinkedHashMap<>();
    while (text.charAt(at++) != '}') {
      if (text.charAt(at) == '}') {
        continue;
      }
      String name = string();
      at++;
      members.put(name, value());
    }
    return new Json.Obj(members);
  }

  private Json array() {
    List<Json> items = new ArrayList<>();
    while (text.charAt(at++) != ']') {
      if (text.charAt(at) != ']') {
        items.add(value());
      }
    }
    return new Json.Arr(items);
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
        out.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
      } else {
        out.append(text.charAt(at));
      }
    }
    at++;
    return out.toString();
  }
}
