package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ApiResolver;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.ApiReference;
import dev.clew.workflow.definition.ApiUse;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowDefinition;
import java.util.Map;
import java.util.TreeMap;

/// Resolves every `apiRef` of a workflow: through `references.apis` when it is listed there, else
/// it is the name of the catalog's definition.
final class ApiUses {
  private final WorkflowDefinition workflow;
  private final ApiResolver resolver;

  ApiUses(WorkflowDefinition workflow, ApiResolver resolver) {
    this.workflow = workflow;
    this.resolver = resolver;
  }

  /// By `apiRef`, ignoring case. What could not be resolved is reported and left out.
  Map<String, ResolvedApi> resolve() {
    Map<String, ResolvedApi> apis = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, ApiUse> listed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ApiReference reference : workflow.apis()) {
      listed.putIfAbsent(reference.name(), reference.definition());
    }
    for (StageDefinition stage : workflow.stages()) {
      if (stage.action() instanceof EndpointCall call) {
        ApiUse use = call.api();
        if (use != null && !call.isAbsolute() && !apis.containsKey(use.name())) {
          ApiUse definition = listed.getOrDefault(use.name(), use);
          ResolvedApi api = resolver.resolve(use.name(), definition.name(), definition.place());
          if (api != null) {
            apis.put(use.name(), api);
          }
        }
      }
    }
    resolver.checkOverrides();
    return apis;
  }
}
