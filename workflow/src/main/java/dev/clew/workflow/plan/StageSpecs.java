package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ApiDefinition;
import dev.clew.workflow.catalog.ApiResolver;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.ApiUse;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.definition.StageAction;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowCall;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the stages of a workflow without mistakes executable.
///
/// @param uses where the APIs and connections are that its stages name
/// @param children by the name of the reference, ignoring case
/// @param late the paths of those that only the run knows, as `children`
/// @param profiles of the workflow itself and of the one that is run, which win over the catalog's
/// @param resolver of the workflow's version of the catalog; null when there is none
record StageSpecs(
    WorkflowDefinition workflow,
    ApiUses.Found uses,
    Map<String, Child> children,
    Map<String, Template> late,
    LateChild lateChild,
    List<LatencyProfile> profiles,
    @Nullable ApiResolver resolver) {
  List<PlannedStage> stages(List<List<StageReference>> references, StageOrder order) {
    List<PlannedStage> stages = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      StageDefinition stage = workflow.stages().get(index);
      stages.add(
          new PlannedStage(
              stage, spec(stage.action()), references.get(index), order.dependencies(index)));
    }
    return stages;
  }

  private StageSpec spec(@Nullable StageAction action) {
    return switch (action) {
      case null ->
          throw new IllegalStateException("a stage without an action and without an error");
      case EndpointCall call -> endpoint(call);
      case WorkflowCall call -> child(call);
      case PluginCall call -> plugin(call);
    };
  }

  private EndpointSpec endpoint(EndpointCall call) {
    ApiUse use = call.api();
    ResolvedApi api = use == null ? null : uses.apis().get(use.name());
    boolean hasBody = call.body() != null || call.bodyFile() != null;
    return new EndpointSpec(
        api,
        call.method(),
        call.endpoint(),
        call.headers(),
        call.query(),
        call.body(),
        call.bodyFile(),
        hasBody && !hasContentType(call) ? "application/json" : null,
        call.handling(),
        latency(api));
  }

  private @Nullable LatencyProfile latency(@Nullable ResolvedApi api) {
    ApiDefinition entry = api == null ? null : api.entry();
    String name = entry == null ? null : entry.latencyProfile();
    if (name == null) {
      return null;
    }
    for (LatencyProfile profile : profiles) {
      if (profile.name().equalsIgnoreCase(name)) {
        return profile;
      }
    }
    return resolver == null ? null : resolver.latencyProfile(name);
  }

  private static boolean hasContentType(EndpointCall call) {
    for (NamedTemplate header : call.headers()) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        return true;
      }
    }
    return false;
  }

  private StageSpec child(WorkflowCall call) {
    Template path = late.get(call.workflowRef());
    if (path != null) {
      return new LateWorkflowSpec(path, call.inputs(), lateChild);
    }
    Child child = children.get(call.workflowRef());
    PlannedWorkflow planned = child == null ? null : child.planned();
    if (child == null || planned == null) {
      throw new IllegalStateException("a stage without its child and without an error");
    }
    return new WorkflowSpec(
        planned, call.inputs(), call.inputs().isEmpty() ? child.vars() : Map.of());
  }

  private PluginSpec plugin(PluginCall call) {
    return new PluginSpec(call.kind(), call.config(), uses.of(call), call.handling());
  }
}
