package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.stage.Handling;
import java.util.List;
import java.util.Locale;

/// A stage of a kind that a plug-in executes, `LLM` and `OpenAI` among them.
///
/// @param kind as the plug-in calls it
/// @param config everything below `config`, and the keys of a request that stand beside it
public record PluginCall(String kind, TemplateTree.Members config, Place place, Handling handling)
    implements StageAction {
  /// The outputs that a stage of a model has, whatever the model.
  public static final List<String> MODEL_OUTPUTS =
      List.of(
          "text",
          "inputTokens",
          "outputTokens",
          "totalTokens",
          "cachedInputTokens",
          "reasoningTokens",
          "finishReason",
          "durationMs",
          "requestId",
          "model",
          "provider");

  /// The kinds of stages that call a model; every run has them.
  public static final List<String> MODEL_KINDS = List.of("LLM", "OpenAI");

  /// Whether the stage calls a model, so that its outputs are known.
  public boolean isModel() {
    String lower = kind.toLowerCase(Locale.ROOT);
    return lower.equals("llm") || lower.equals("openai");
  }
}
