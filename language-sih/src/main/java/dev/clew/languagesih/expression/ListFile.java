package dev.clew.languagesih.expression;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.document.JsonText;
import dev.clew.languagesih.template.JsonPath;
import dev.clew.plan.evidence.Resolved;
import dev.clew.plan.evidence.ValueOrigin;
import dev.clew.plan.stage.DataList;
import dev.clew.plan.stage.ListParser;
import dev.clew.yaml.YamlJson;
import dev.clew.yaml.YamlNode;
import dev.clew.yaml.YamlText;
import org.jspecify.annotations.Nullable;

/// The list in a file of JSON or YAML whose tokens are replaced.
///
/// @param path the way to the list in it; its root when the file is the list
public record ListFile(JsonPath path) implements ListParser {
  @Override
  public DataList parse(SourceFile file) {
    Diagnostics problems = new Diagnostics();
    Json document = document(file, problems);
    if (document == null) {
      return new DataList.NotRead(problems.inOrder().getFirst().render());
    }
    String name = file.logicalName();
    Resolved found = path.follow(document, new ValueOrigin.Literal(), name, "the document");
    return switch (found) {
      case Resolved.Found value ->
          DataList.of(value.value(), path.steps().isEmpty() ? name : path.text() + " of " + name);
      case Resolved.Missing missing -> new DataList.NotAList(missing.reason());
    };
  }

  private static @Nullable Json document(SourceFile file, Diagnostics problems) {
    try {
      return JsonText.parse(file.text());
    } catch (JsonText.Malformed e) {
      YamlNode node = YamlText.read(file, problems);
      return node == null || problems.hasErrors() ? null : YamlJson.of(node);
    }
  }
}
