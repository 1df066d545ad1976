package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.catalog.ApiDefinition;
import dev.clew.languagesih.catalog.Catalog;
import dev.clew.languagesih.catalog.CatalogReader;
import dev.clew.languagesih.definition.ApiReference;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.input.VarsFile;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.InputBinding;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.source.WorkflowFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A `.workflow` file that was read.
public final class SihDefinition implements Definition {
  private final SourceFile source;
  private final Supplier<Set<String>> pluginKinds;
  private final @Nullable WorkflowDefinition workflow;
  private final Diagnostics reading;

  /// @param workflow null when the file is not a workflow at all
  /// @param reading what is wrong with what was read; not added to any more
  public SihDefinition(
      SourceFile source,
      Supplier<Set<String>> pluginKinds,
      @Nullable WorkflowDefinition workflow,
      Diagnostics reading) {
    this.source = source;
    this.pluginKinds = pluginKinds;
    this.workflow = workflow;
    this.reading = reading;
  }

  @Override
  public SourceFile source() {
    return source;
  }

  @Override
  public List<InputSpec> inputs() {
    return workflow == null ? List.of() : workflow.inputs();
  }

  @Override
  public InputsFile given(SourceFile file, String environment) {
    return VarsFile.read(file, environment, workflow == null ? "" : workflow.version());
  }

  @Override
  public boolean isWorkflow() {
    return workflow != null;
  }

  @Override
  public String catalogName(String api) {
    if (workflow != null) {
      for (ApiReference reference : workflow.apis()) {
        if (reference.name().equalsIgnoreCase(api)) {
          return reference.definition().name();
        }
      }
    }
    return api;
  }

  @Override
  public Set<String> environments(SourceFile catalog) {
    Set<String> known = new TreeSet<>();
    Catalog read = CatalogReader.read(catalog, new Diagnostics());
    if (read != null) {
      for (Catalog.Version version : read.versions()) {
        for (ApiDefinition definition : version.definitions()) {
          definition.baseUrls().forEach(url -> known.add(url.environment()));
        }
      }
    }
    return known;
  }

  @Override
  public Planning plan(PlanRequest request) {
    Diagnostics diagnostics = reading.copy();
    SourceFile catalogSource = request.catalog();
    Catalog catalog = catalogSource == null ? null : CatalogReader.read(catalogSource, diagnostics);
    if (workflow == null) {
      return new Planning.Refused(diagnostics.inOrder());
    }
    BoundInputs inputs =
        InputBinding.bind(
            workflow.inputs(),
            request.inputs(),
            request.needsInputs(),
            source.logicalName(),
            diagnostics);
    PlanFiles files = new PlanFiles(request.files());
    files.use(Plan.Role.WORKFLOW, source);
    if (catalogSource != null) {
      files.use(Plan.Role.CATALOG, catalogSource);
    }
    WorkflowPlanner planner =
        new WorkflowPlanner(request, source, pluginKinds, catalog, files, diagnostics);
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

  /// The children of a workflow are known only when there is a plan.
  @Override
  public NamedFiles look(@Nullable Plan plan, WorkflowFiles files) {
    Diagnostics ofData = new Diagnostics();
    Diagnostics ofMocks = new Diagnostics();
    DataFiles data = new DataFiles(files, ofData);
    MockPayloads payloads = new MockPayloads(files, ofMocks);
    if (plan != null) {
      plan.workflow().withChildren().forEach(data::check);
      payloads.check(plan.workflow());
    } else if (workflow != null) {
      data.check(workflow);
      payloads.check(workflow);
    }
    List<Diagnostic> all = new ArrayList<>(ofData.inOrder());
    all.addAll(ofMocks.inOrder());
    return new NamedFiles(data.read(), all);
  }
}
