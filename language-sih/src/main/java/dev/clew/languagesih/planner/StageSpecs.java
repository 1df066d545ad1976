package dev.clew.languagesih.planner;

import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.languagesih.catalog.ApiResolver;
import dev.clew.languagesih.definition.ApiUse;
import dev.clew.languagesih.definition.EndpointCall;
import dev.clew.languagesih.definition.PluginCall;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.expression.TemplateExpression;
import dev.clew.languagesih.expression.TemplateExpression.Form;
import dev.clew.languagesih.expression.TreeExpression;
import dev.clew.languagesih.template.Template;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.LateChild;
import dev.clew.plan.LateWorkflowSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.StageEdge;
import dev.clew.plan.StageSpec;
import dev.clew.plan.WorkflowSpec;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.stage.LatencyProfile;
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
  List<PlannedStage> stages(List<List<StageEdge>> references, StageOrder order) {
    List<PlannedStage> stages = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      StageDefinition stage = workflow.stages().get(index);
      stages.add(
          new PlannedStage(
              stage.settings(), spec(stage), references.get(index), order.dependencies(index)));
    }
    return stages;
  }

  private StageSpec spec(StageDefinition stage) {
    return switch (stage.action()) {
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
    Template bodyFile = call.bodyFile();
    boolean hasBody = call.body() != null || bodyFile != null;
    return new EndpointSpec(
        api,
        call.method(),
        new TemplateExpression(call.endpoint(), Form.TARGET),
        call.headers(),
        call.query(),
        call.body(),
        bodyFile == null ? null : TemplateExpression.text(bodyFile),
        hasBody && !hasContentType(call) ? "application/json" : null,
        call.handling(),
        latency(api));
  }

  private @Nullable LatencyProfile latency(@Nullable ResolvedApi api) {
    String name =
        api == null || resolver == null ? null : resolver.latencyProfileOf(api.definition());
    if (name == null || resolver == null) {
      return null;
    }
    for (LatencyProfile profile : profiles) {
      if (profile.name().equalsIgnoreCase(name)) {
        return profile;
      }
    }
    return resolver.latencyProfile(name);
  }

  private static boolean hasContentType(EndpointCall call) {
    for (NamedExpression header : call.headers()) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        return true;
      }
    }
    return false;
  }

  private StageSpec child(WorkflowCall call) {
    List<NamedExpression> inputs = inputs(call);
    Template path = late.get(call.workflowRef());
    if (path != null) {
      return new LateWorkflowSpec(TemplateExpression.text(path), inputs, lateChild);
    }
    Child child = children.get(call.workflowRef());
    PlannedWorkflow planned = child == null ? null : child.planned();
    if (child == null || planned == null) {
      throw new IllegalStateException("a stage without its child and without an error");
    }
    return new WorkflowSpec(planned, inputs, inputs.isEmpty() ? child.vars() : Map.of());
  }

  private List<NamedExpression> inputs(WorkflowCall call) {
    List<NamedExpression> inputs = new ArrayList<>();
    for (TemplateTree.Member member : call.inputs()) {
      inputs.add(
          new NamedExpression(
              member.name(), TreeExpression.jsonOrText(member.value(), place(member.at()))));
    }
    return inputs;
  }

  private Place place(Position at) {
    return Place.fixed(workflow.source().logicalName(), at);
  }

  private PluginSpec plugin(PluginCall call) {
    return new PluginSpec(
        call.kind(),
        new TreeExpression(call.config(), call.place()),
        uses.of(call),
        call.handling());
  }
}
