package dev.clew.workflow.definition;

import dev.clew.workflow.source.Place;
import dev.clew.workflow.template.TemplateTree;

/// A stage of a kind that a plug-in executes, `LLM` and `OpenAI` among them.
///
/// @param kind as the plug-in calls it
/// @param config everything below `config`, and what stands beside it for that kind
public record PluginCall(String kind, TemplateTree.Members config, Place place)
    implements StageAction {}
