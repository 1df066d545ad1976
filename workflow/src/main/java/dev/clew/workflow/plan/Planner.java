package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.Catalog;
import dev.clew.workflow.catalog.CatalogReader;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.input.BoundInputs;
import dev.clew.workflow.input.InputBinding;
import dev.clew.workflow.reader.WorkflowReader;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;

/// Makes a plan of sources, environment and inputs, or says everything that is wrong with them.
/// Pure but for the files that it asks for.
public final class Planner {
  private Planner() {}

  public static Planning plan(PlanRequest request) {
    Diagnostics diagnostics = new Diagnostics();
    WorkflowDefinition workflow =
        WorkflowReader.read(request.workflow(), request.pluginKinds(), diagnostics);
    SourceFile catalogSource = request.catalog();
    Catalog catalog = catalogSource == null ? null : CatalogReader.read(catalogSource, diagnostics);
    if (workflow == null) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    BoundInputs inputs =
        InputBinding.bind(
            workflow.inputs(),
            request.inputs().apply(workflow),
            request.needsInputs(),
            workflow.source().logicalName(),
            diagnostics);
    ReadFiles files = new ReadFiles(request.files());
    files.use(Plan.Role.WORKFLOW, workflow.source());
    if (catalogSource != null) {
      files.use(Plan.Role.CATALOG, catalogSource);
    }
    WorkflowPlanner planner = new WorkflowPlanner(request, catalog, files, diagnostics);
    PlannedWorkflow planned = planner.root(workflow, inputs);
    if (planned == null || diagnostics.hasErrors()) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    Plan plan =
        new Plan(
            planned,
            request.environment(),
            inputs,
            planner.assertionsBlock(),
            planner.apis(),
            files.sources());
    return new Planning.Ready(plan, diagnostics.inOrder());
  }
}
