package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ApiResolver;
import dev.clew.workflow.catalog.Catalog;
import dev.clew.workflow.catalog.CatalogReader;
import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.ApiUse;
import dev.clew.workflow.definition.EndpointCall;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.definition.StageAction;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.definition.WorkflowCall;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.definition.WorkflowReader;
import dev.clew.workflow.input.BoundInputs;
import dev.clew.workflow.input.InputBinding;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a plan of sources, environment and inputs, or says everything that is wrong with them.
/// Pure.
public final class Planner {
  private final PlanRequest request;
  private final Diagnostics diagnostics = new Diagnostics();

  private Planner(PlanRequest request) {
    this.request = request;
  }

  public static Planning plan(PlanRequest request) {
    return new Planner(request).plan();
  }

  private Planning plan() {
    WorkflowDefinition workflow = WorkflowReader.read(request.workflow(), diagnostics);
    SourceFile catalogSource = request.catalog();
    Catalog catalog = catalogSource == null ? null : CatalogReader.read(catalogSource, diagnostics);
    if (workflow == null) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    ReferenceCheck check = new ReferenceCheck(workflow, request.variables(), diagnostics);
    List<List<StageReference>> references = check.stages();
    List<StageReference> endReferences = check.endStage();
    BoundInputs inputs =
        InputBinding.bind(
            workflow.inputs(), request.inputs(), workflow.source().logicalName(), diagnostics);
    boolean catalogIsBroken = catalogSource != null && catalog == null;
    ApiResolver resolver = catalogIsBroken ? null : resolver(workflow, catalog);
    Map<String, ResolvedApi> apis =
        resolver == null ? Map.of() : new ApiUses(workflow, resolver).resolve();
    if (diagnostics.hasErrors()) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    return new Planning.Ready(
        new Plan(
            new PlannedWorkflow(
                workflow.source().logicalName(),
                workflow.name(),
                workflow.version(),
                workflow.id(),
                workflow.description(),
                workflow.writesOutput(),
                workflow.inputs(),
                request.variables(),
                workflow.init(),
                workflow.variables(),
                stages(workflow, references, apis),
                workflow.end(),
                endReferences),
            request.environment(),
            inputs,
            resolver == null || resolver.assertionFailuresBlock(),
            List.copyOf(apis.values()),
            sources(workflow.source(), catalogSource)),
        diagnostics.inOrder());
  }

  private ApiResolver resolver(WorkflowDefinition workflow, @Nullable Catalog catalog) {
    return new ApiResolver(
        catalog,
        workflow.version(),
        workflow.versionPlace(),
        request.environment(),
        request.baseUrls(),
        request.variables(),
        diagnostics);
  }

  private static List<PlannedStage> stages(
      WorkflowDefinition workflow,
      List<List<StageReference>> references,
      Map<String, ResolvedApi> apis) {
    List<PlannedStage> stages = new ArrayList<>();
    for (int index = 0; index < workflow.stages().size(); index++) {
      StageDefinition stage = workflow.stages().get(index);
      StageAction action = stage.action();
      if (action == null) {
        throw new IllegalStateException("a stage without an action and without an error");
      }
      StageSpec spec =
          switch (action) {
            case EndpointCall call -> endpoint(call, apis);
            case WorkflowCall call -> throw new IllegalStateException("unread: " + call);
            case PluginCall call -> throw new IllegalStateException("unread: " + call);
          };
      stages.add(
          new PlannedStage(
              stage, spec, references.get(index), index == 0 ? List.of() : List.of(index - 1)));
    }
    return stages;
  }

  private static EndpointSpec endpoint(EndpointCall call, Map<String, ResolvedApi> apis) {
    ApiUse api = call.api();
    return new EndpointSpec(
        api == null ? null : apis.get(api.name()),
        call.method(),
        call.endpoint(),
        call.headers(),
        call.query(),
        call.body(),
        call.bodyFile(),
        call.body() == null || hasContentType(call) ? null : "application/json",
        call.expected(),
        call.handling(),
        null);
  }

  private static boolean hasContentType(EndpointCall call) {
    for (NamedTemplate header : call.headers()) {
      if (header.name().equalsIgnoreCase("Content-Type")) {
        return true;
      }
    }
    return false;
  }

  private static List<Plan.Source> sources(SourceFile workflow, @Nullable SourceFile catalog) {
    List<Plan.Source> sources = new ArrayList<>();
    sources.add(new Plan.Source(Plan.Role.WORKFLOW, workflow));
    if (catalog != null) {
      sources.add(new Plan.Source(Plan.Role.CATALOG, catalog));
    }
    return sources;
  }
}
