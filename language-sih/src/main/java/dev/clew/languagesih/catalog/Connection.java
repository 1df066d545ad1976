package dev.clew.languagesih.catalog;

import dev.clew.core.json.Json;
import dev.clew.languagesih.template.TemplateTree;
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
        .put("config", config.written())
        .build();
  }
}
