package dev.clew.workflow.plan;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.JsonPath;
import dev.clew.workflow.template.Origin;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.yaml.YamlJson;
import dev.clew.workflow.yaml.YamlNode;
import dev.clew.workflow.yaml.YamlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a loop goes over, or why there is no list.
public sealed interface DataList {
  record Items(List<Json> items) implements DataList {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// @param why with the place, where there is one
  record NotRead(String why) implements DataList {}

  record NotAList(String why) implements DataList {}

  /// Of a file of JSON or YAML whose tokens are replaced.
  ///
  /// @param path the way to the list in it
  static DataList of(SourceFile file, JsonPath path) {
    Diagnostics problems = new Diagnostics();
    Json document = parsed(file, problems);
    if (document == null) {
      return new NotRead(problems.inOrder().getFirst().render());
    }
    String name = file.logicalName();
    Resolved found = path.follow(document, new Origin.Literal(), name, "the document");
    return switch (found) {
      case Resolved.Found value ->
          of(value.value(), path.steps().isEmpty() ? name : path.text() + " of " + name);
      case Resolved.Missing missing -> new NotAList(missing.reason());
    };
  }

  /// A text that is a list written as JSON is that list.
  ///
  /// @param shown what the value is called in a sentence
  static DataList of(Json value, String shown) {
    Json list = value;
    if (value instanceof Json.Str text) {
      try {
        list = JsonText.parse(text.value());
      } catch (JsonText.Malformed e) {
        list = value;
      }
    }
    return list instanceof Json.Arr array
        ? new Items(array.items())
        : new NotAList(shown + " is " + kind(list) + " and not a list");
  }

  private static @Nullable Json parsed(SourceFile file, Diagnostics problems) {
    try {
      return JsonText.parse(file.text());
    } catch (JsonText.Malformed e) {
      YamlNode node = YamlText.read(file, problems);
      return node == null || problems.hasErrors() ? null : YamlJson.of(node);
    }
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Null nothing -> "null";
      case Json.Bool bool -> "true or false";
      case Json.Num number -> "a number";
      case Json.Str text -> "a text";
      case Json.Arr list -> "a list";
      case Json.Obj object -> "an object";
    };
  }
}
