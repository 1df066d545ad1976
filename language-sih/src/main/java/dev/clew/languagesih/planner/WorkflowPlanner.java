package dev.clew.languagesih.planner;

import dev.clew.core.Nearest;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Rule;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.catalog.ApiResolver;
import dev.clew.languagesih.catalog.Catalog;
import dev.clew.languagesih.definition.StageDefinition;
import dev.clew.languagesih.definition.WorkflowCall;
import dev.clew.languagesih.definition.WorkflowDefinition;
import dev.clew.languagesih.definition.WorkflowReference;
import dev.clew.languagesih.expression.TemplateFile;
import dev.clew.languagesih.reader.WorkflowReader;
import dev.clew.languagesih.rule.SihRule;
import dev.clew.languagesih.scope.EnvironmentFile;
import dev.clew.languagesih.scope.EnvironmentOverlay;
import dev.clew.languagesih.scope.InitStageSpec;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.StageEdge;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import dev.clew.plan.stage.LatencyProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plans a workflow and its children, each file once.
final class WorkflowPlanner {
  /// Children of children: deeper is a mistake.
  static final int MAX_LEVELS = 20;

  private final PlanRequest request;
  private final SourceFile rootSource;
  private final Supplier<Set<String>> pluginKinds;
  private final @Nullable Catalog catalog;
  private final PlanFiles files;
  private final Diagnostics diagnostics;
  private final Map<String, ApiResolver> resolvers = new LinkedHashMap<>();
  private final Map<String, ResolvedApi> apis = new LinkedHashMap<>();

  /// By the file's logical name; null for one that could not be read.
  private final Map<String, @Nullable Child> children = new HashMap<>();

  /// Base URLs are those of the whole run, so that a child cannot move an API.
  private EnvironmentVariables rootEnvironment;

  private String rootVersion = "";

  /// A child sees the profiles of the workflow that is run too.
  private List<LatencyProfile> rootProfiles = List.of();

  /// The files from the workflow that is run to the one that is being planned.
  private final List<String> path = new ArrayList<>();

  /// @param rootSource of the workflow that is run
  /// @param catalog null when there is none
  WorkflowPlanner(
      PlanRequest request,
      SourceFile rootSource,
      Supplier<Set<String>> pluginKinds,
      @Nullable Catalog catalog,
      PlanFiles files,
      Diagnostics diagnostics) {
    this.request = request;
    this.rootSource = rootSource;
    this.pluginKinds = pluginKinds;
    this.catalog = catalog;
    this.files = files;
    this.diagnostics = diagnostics;
    this.rootEnvironment = request.variables();
  }

  /// Null when something is wrong, which is reported.
  @Nullable PlannedWorkflow root(WorkflowDefinition workflow, BoundInputs inputs) {
    PlannedWorkflow planned = planned(workflow, inputs, request.variables());
    if (!catalogIsBroken()) {
      Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      resolvers.values().forEach(resolver -> known.addAll(resolver.knownNames()));
      Set<String> overrides = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      overrides.addAll(request.baseUrls().keySet());
      ApiResolver.checkOverrides(overrides, known, diagnostics);
    }
    return planned;
  }

  /// As the catalog's version of the workflow that is run says.
  boolean assertionsBlock() {
    ApiResolver resolver = resolvers.get(rootVersion);
    return resolver == null || resolver.assertionFailuresBlock();
  }

  /// Every API that a stage uses, also one of a child, once.
  List<ResolvedApi> apis() {
    return List.copyOf(apis.values());
  }

  /// @param inputs null for a child
  private @Nullable PlannedWorkflow planned(
      WorkflowDefinition read, @Nullable BoundInputs inputs, EnvironmentVariables parent) {
    path.add(read.source().logicalName());
    EnvironmentVariables environment = environment(read, inputs, parent);
    if (path.size() == 1) {
      rootEnvironment = environment;
      rootVersion = read.version();
      rootProfiles = read.latencyProfiles();
    }
    WorkflowDefinition workflow = new BodyFiles(files, diagnostics).in(read);
    StageOrder order = new StageOrder(workflow, diagnostics);
    Map<String, Template> late = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, Child> used =
        children(
            workflow,
            new PathText(environment, inputs, workflow.init(), diagnostics),
            environment,
            late);
    ApiUses.Found resolved = resolved(workflow);
    ReferenceCheck check =
        new ReferenceCheck(workflow, environment, used, resolved, order, diagnostics);
    check.others();
    List<List<StageEdge>> references = check.stages();
    check.endStage();
    path.removeLast();
    if (diagnostics.hasErrors()) {
      return null;
    }
    return new PlannedWorkflow(
        workflow.source().logicalName(),
        workflow.name(),
        workflow.version(),
        workflow.id(),
        workflow.description(),
        workflow.writesOutput(),
        workflow.inputs(),
        environment,
        new InitStageSpec(workflow.init()),
        workflow.variables(),
        new StageSpecs(
                workflow,
                resolved,
                used,
                late,
                new LatePlanner(
                    request,
                    rootSource,
                    pluginKinds,
                    catalog,
                    environment,
                    rootEnvironment,
                    rootProfiles),
                profiles(workflow),
                resolvers.get(workflow.version()))
            .stages(references, order),
        order.isGraph(),
        workflow.end(),
        TemplateFile::parse);
  }

  /// The variables of the workflow's own file, below those of its parent's.
  private EnvironmentVariables environment(
      WorkflowDefinition workflow, @Nullable BoundInputs inputs, EnvironmentVariables parent) {
    SourceFile given = request.environmentFile();
    if (inputs != null && given != null) {
      return overlaid(given, parent);
    }
    Template path = workflow.environmentFile();
    String text =
        path == null ? null : new PathText(parent, inputs, workflow.init(), diagnostics).of(path);
    if (path == null || text == null) {
      return parent;
    }
    switch (files.read(workflow.source(), text)) {
      case WorkflowFiles.Read.Failed failed -> {
        diagnostics.add(
            SihRule.WORKFLOW_FILE,
            path.place(),
            0,
            "the environment file cannot be read: " + failed.why(),
            null);
        return parent;
      }
      case WorkflowFiles.Read.Text read -> {
        return overlaid(read.file(), parent);
      }
    }
  }

  private EnvironmentVariables overlaid(SourceFile written, EnvironmentVariables parent) {
    EnvironmentOverlay above = EnvironmentOverlay.of(parent);
    EnvironmentFile file = EnvironmentFile.read(written, above, diagnostics);
    files.use(Plan.Role.ENVIRONMENT_FILE, withoutValues(written, file));
    return file.variables();
  }

  /// Values of an environment are secret as a rule, and what is a part of a plan is recorded.
  private static SourceFile withoutValues(SourceFile written, EnvironmentFile read) {
    StringBuilder out = new StringBuilder();
    for (String key : read.keys()) {
      out.append(key).append("=\n");
    }
    return new SourceFile(written.logicalName(), out.toString());
  }

  private boolean catalogIsBroken() {
    return request.catalog() != null && catalog == null;
  }

  private ApiUses.Found resolved(WorkflowDefinition workflow) {
    if (catalogIsBroken()) {
      return ApiUses.Found.NONE;
    }
    ApiResolver resolver = resolvers.get(workflow.version());
    if (resolver == null) {
      resolver =
          new ApiResolver(
              catalog,
              workflow.version(),
              workflow.versionPlace(),
              request.environment(),
              request.baseUrls(),
              rootEnvironment,
              diagnostics);
      resolvers.put(workflow.version(), resolver);
    }
    ApiUses.Found found =
        new ApiUses(workflow, profiles(workflow), resolver, diagnostics).resolve();
    found.apis().values().forEach(this::use);
    found.providers().values().forEach(this::use);
    return found;
  }

  /// By their names the first: the workflow's own, then those of the workflow that is run.
  private List<LatencyProfile> profiles(WorkflowDefinition workflow) {
    List<LatencyProfile> profiles = new ArrayList<>(workflow.latencyProfiles());
    profiles.addAll(rootProfiles);
    return profiles;
  }

  private void use(ResolvedApi api) {
    apis.putIfAbsent(
        api.name() + "\n" + api.definition() + "\n" + api.baseUrl() + "\n" + api.basePath(), api);
  }

  /// The children that stages use, by the name of the reference. What is wrong is reported and left
  /// out.
  ///
  /// @param late takes the paths of those that only the run knows
  private Map<String, Child> children(
      WorkflowDefinition workflow,
      PathText paths,
      EnvironmentVariables environment,
      Map<String, Template> late) {
    Map<String, WorkflowReference> references = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (WorkflowReference reference : workflow.workflows()) {
      references.putIfAbsent(reference.name(), reference);
    }
    Map<String, Child> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> asked = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (StageDefinition stage : workflow.stages()) {
      if (!(stage.action() instanceof WorkflowCall call)) {
        continue;
      }
      WorkflowReference reference = references.get(call.workflowRef());
      if (reference == null) {
        diagnostics.add(
            SihRule.WORKFLOW_UNKNOWN_WORKFLOW,
            call.place(),
            0,
            "'references.workflows' has no '" + call.workflowRef() + "'",
            Nearest.to(call.workflowRef(), references.keySet()));
        continue;
      }
      if (asked.add(reference.name())) {
        if (paths.isLate(reference.path())) {
          late(reference, late);
        } else {
          Child child = child(workflow, reference, paths, environment);
          if (child != null) {
            found.put(reference.name(), child);
          }
        }
      }
      Child child = found.get(reference.name());
      if (child != null) {
        Map<String, Supplied> vars = Map.of();
        if (call.inputs().isEmpty()) {
          vars = new ChildVars(files, request.environment(), diagnostics).of(child.written(), call);
          found.put(reference.name(), new Child(child.written(), child.planned(), vars));
        }
        new ChildInputs(workflow, diagnostics).check(stage, call, child.written(), vars);
      }
    }
    return found;
  }

  /// A child that was read while the run goes on. Null when something is wrong, which is reported.
  @Nullable PlannedWorkflow late(
      SourceFile file,
      EnvironmentVariables environment,
      EnvironmentVariables root,
      List<LatencyProfile> profiles) {
    rootEnvironment = root;
    rootProfiles = profiles;
    path.add(rootSource.logicalName());
    WorkflowDefinition written = WorkflowReader.read(file, pluginKinds, diagnostics);
    return written == null ? null : planned(written, null, environment);
  }

  private void late(WorkflowReference reference, Map<String, Template> late) {
    late.put(reference.name(), reference.path());
    complain(
        SihRule.WORKFLOW_LATE_PATH,
        reference,
        "the path of workflow '"
            + reference.name()
            + "' is known only while the run goes on: neither it nor its stages were checked");
  }

  private @Nullable Child child(
      WorkflowDefinition parent,
      WorkflowReference reference,
      PathText paths,
      EnvironmentVariables environment) {
    String text = paths.of(reference.path());
    if (text == null) {
      return null;
    }
    SourceFile file =
        switch (files.read(parent.source(), text)) {
          case WorkflowFiles.Read.Text read -> read.file();
          case WorkflowFiles.Read.Failed failed -> {
            String message = "workflow '" + reference.name() + "' cannot be read: " + failed.why();
            complain(SihRule.WORKFLOW_FILE, reference, message);
            yield null;
          }
        };
    if (file == null) {
      return null;
    }
    String name = file.logicalName();
    if (path.contains(name)) {
      List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
      cycle.add(name);
      complain(
          SihRule.WORKFLOW_CHILD_CYCLE,
          reference,
          "workflows are children of each other: " + String.join(" → ", cycle));
      return null;
    }
    if (path.size() > MAX_LEVELS) {
      complain(
          SihRule.WORKFLOW_TOO_DEEP,
          reference,
          "child workflows are nested deeper than " + MAX_LEVELS + " levels");
      return null;
    }
    if (!children.containsKey(name)) {
      children.put(name, planned(file, environment));
    }
    return children.get(name);
  }

  private @Nullable Child planned(SourceFile file, EnvironmentVariables environment) {
    files.use(Plan.Role.CHILD_WORKFLOW, file);
    WorkflowDefinition written = WorkflowReader.read(file, pluginKinds, diagnostics);
    return written == null ? null : new Child(written, planned(written, null, environment));
  }

  private void complain(Rule rule, WorkflowReference reference, String message) {
    diagnostics.add(rule, reference.path().place(), 0, message, null);
  }
}
