package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Handling;
import dev.clew.workflow.template.TemplateTree;
import org.jspecify.annotations.Nullable;

/// What a plug-in does.
///
/// @param kind as the plug-in calls it
/// @param api what the configuration's `apiRef` stands for; null when it has none
public record PluginSpec(
    String kind, TemplateTree.Members config, @Nullable ResolvedApi api, Handling handling)
    implements StageSpec {
  public PluginSpec(String kind, TemplateTree.Members config, @Nullable ResolvedApi api) {
    this(kind, config, api, Handling.NONE);
  }
}
