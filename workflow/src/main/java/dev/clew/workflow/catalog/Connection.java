package dev.clew.workflow.catalog;

import dev.clew.core.json.Json;
import dev.clew.workflow.template.TemplateTree;
import org.jspecify.annotations.Nullable;

/// How a plug-in reaches its provider, such as the API of a model.
///
/// @param address where it is, with its keys; it has no contract and no health check
/// @param type `llm`
/// @param provider `openai`
/// @param config what only the plug-in understands: a stage's own configuration wins
public record Connection(
    ApiDefinition address,
    @Nullable String type,
    @Nullable String provider,
    TemplateTree.Members config) {

  public String name() {
    return address.name();
  }

  /// As [ApiDefinition#toJson]: what a model is asked by default is a part of the work.
  Json.Obj toJson() {
    return Json.object()
        .putAll(address.toJson())
        .put("type", type)
        .put("provider", provider)
        .put("config", written(config))
        .build();
  }

  private static Json written(TemplateTree tree) {
    return switch (tree) {
      case TemplateTree.Text text -> Json.of(text.template().text());
      case TemplateTree.Literal literal -> literal.value();
      case TemplateTree.Items items ->
          new Json.Arr(items.items().stream().map(Connection::written).toList());
      case TemplateTree.Members members -> {
        Json.Builder out = Json.object();
        members.members().forEach(member -> out.put(member.name(), written(member.value())));
        yield out.build();
      }
    };
  }
}
