package dev.clew.workflow.schema;

import dev.clew.core.json.Json;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// YAML as an editor hands it to a schema: with the types of YAML's own schema.
final class YamlJson {
  private YamlJson() {}

  static Json of(String yaml) {
    SourceFile source = new SourceFile("w", yaml);
    return of(Objects.requireNonNull(YamlText.read(source, new Diagnostics()), yaml));
  }

  private static Json of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> {
        List<Json> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(of(item)));
        yield new Json.Arr(items);
      }
      case YamlNode.Mapping mapping -> {
        Json.Builder out = Json.object();
        mapping.entries().forEach(entry -> out.put(entry.key().text(), of(entry.value())));
        yield out.build();
      }
    };
  }

  private static Json scalar(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (scalar.isNull()) {
      return Json.NULL;
    }
    if (scalar.style() != YamlNode.Style.PLAIN) {
      return Json.of(text);
    }
    return switch (text) {
      case "true", "false" -> Json.of(text.equals("true"));
      default -> Json.isNumber(text) ? new Json.Num(text) : Json.of(text);
    };
  }
}
