package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ApiResolver;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.ApiReference;
import dev.clew.workflow.definition.ApiUse;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.definition.StageAction;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowCall;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.template.TemplateTree;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Resolves every `apiRef` of a workflow: through `references.apis` when it is listed there, else
/// it is the name of the catalog's definition.
final class ApiUses {
  private final WorkflowDefinition workflow;
  private final ApiResolver resolver;

  ApiUses(WorkflowDefinition workflow, ApiResolver resolver) {
    this.workflow = workflow;
    this.resolver = resolver;
  }

  /// The API of a plug-in's stage, which its configuration names literally; null when it has none.
  static @Nullable ApiUse of(PluginCall call) {
    for (TemplateTree.Member member : call.config().members()) {
      if (member.name().equals("apiRef")
          && member.value() instanceof TemplateTree.Text text
          && !text.template().hasTokens()
          && !text.template().text().isBlank()) {
        return new ApiUse(text.template().text(), text.template().place());
      }
    }
    return null;
  }

  private static @Nullable ApiUse of(@Nullable StageAction action) {
    return switch (action) {
      case null -> null;
      case EndpointCall call -> call.isAbsolute() ? null : call.api();
      case PluginCall call -> of(call);
      case WorkflowCall call -> null;
    };
  }

  /// By `apiRef`, ignoring case. What could not be resolved is reported and left out.
  Map<String, ResolvedApi> resolve() {
    Map<String, ResolvedApi> apis = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, ApiUse> listed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ApiReference reference : workflow.apis()) {
      listed.putIfAbsent(reference.name(), reference.definition());
    }
    for (StageDefinition stage : workflow.stages()) {
      ApiUse use = of(stage.action());
      if (use != null && !apis.containsKey(use.name())) {
        ApiUse definition = listed.getOrDefault(use.name(), use);
        ResolvedApi api = resolver.resolve(use.name(), definition.name(), definition.place());
        if (api != null) {
          resolver.checkLatencyProfile(api, workflow.latencyProfiles());
          apis.put(use.name(), api);
        }
      }
    }
    return apis;
  }
}
