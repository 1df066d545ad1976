package dev.clew.yaml;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// YAML as the JSON value that it stands for, by the core schema of YAML 1.2 §10.3.2.
public final class YamlJson {
  private YamlJson() {}

  public static Json of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> {
        List<Json> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(of(item)));
        yield new Json.Arr(items);
      }
      case YamlNode.Mapping mapping -> {
        Map<String, Json> members = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> members.put(entry.key().text(), of(entry.value())));
        yield new Json.Obj(members);
      }
    };
  }

  private static Json scalar(YamlNode.Scalar scalar) {
    if (scalar.isNull()) {
      return Json.NULL;
    }
    String text = scalar.text();
    if (scalar.style() == YamlNode.Style.PLAIN) {
      switch (text) {
        case "true", "True", "TRUE" -> {
          return Json.TRUE;
        }
        case "false", "False", "FALSE" -> {
          return Json.FALSE;
        }
        default -> {
          if (Json.isNumber(text)) {
            return new Json.Num(text);
          }
        }
      }
    }
    return Json.of(text);
  }
}
