package dev.clew.execution;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.execution.config.SourceText;
import dev.clew.execution.secret.SecretOption;
import dev.clew.execution.secret.SecretProvider;
import dev.clew.execution.secret.Secrets;
import dev.clew.execution.vcs.DefinitionOrigin;
import dev.clew.workflow.catalog.ApiDefinition;
import dev.clew.workflow.catalog.Catalog;
import dev.clew.workflow.catalog.CatalogReader;
import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.input.InputType;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.input.VarsFile;
import dev.clew.workflow.plan.DataFiles;
import dev.clew.workflow.plan.MockPayloads;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlanRequest;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.plan.Planner;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.plan.UnmockedStages;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Rule;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From what a user asked for to a plan, or to everything that is wrong with it.
public final class Preparation {
  private final RunRequest request;
  private final SourceFile workflow;
  private final @Nullable Path catalogFile;
  private final DefinitionOrigin origin;
  private final Secrets secrets;
  private final EnvironmentVariables variables;

  /// Of the payload: what no input takes. A captured document has more in it than one workflow asks
  /// for.
  private final Set<String> unused = new TreeSet<>();

  /// Required inputs that nobody gave, as the last planning found them.
  private final List<String> stoodIn = new ArrayList<>();

  /// Those of them that a check passes over.
  private final List<String> missing = new ArrayList<>();

  /// As it was read by the planning; null when its file is not a workflow at all.
  private @Nullable WorkflowDefinition definition;

  private Preparation(RunRequest request, DefinitionOrigin origin) {
    this.request = request;
    this.origin = origin;
    this.workflow = SourceText.read(request.workflow());
    Path asked = request.catalog();
    this.catalogFile = asked == null ? CatalogSearch.from(request.workflow()) : asked;
    this.secrets = new Secrets(providers(request.needs()));
    this.variables = secrets.over(System::getenv);
  }

  /// What a run is made of.
  ///
  /// @param catalogFile null when there is none
  /// @param variables those of the process, behind the secrets
  /// @param diagnostics those of the planning, and of `workflows.config`
  /// @param dataFiles those of loops that are named literally
  /// @param unmocked the stages of a mocked run that are called all the same
  /// @param notes what the user should know although nothing is wrong with it, one line each
  /// @param origin of the definition; unknown when it is only checked
  public record Prepared(
      Planning planning,
      @Nullable Path catalogFile,
      EnvironmentVariables variables,
      Secrets secrets,
      List<Diagnostic> diagnostics,
      List<SourceFile> dataFiles,
      List<String> unmocked,
      List<String> notes,
      DefinitionOrigin origin) {
    public boolean hasErrors() {
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
  }

  /// A plan to be executed: nothing is wrong with it.
  public static Prepared prepare(RunRequest request) {
    return new Preparation(request, DefinitionOrigin.of(request.workflow())).prepare(false);
  }

  /// As [#prepare], and inputs that are missing do not keep the rest from being checked: the plan
  /// has stand-ins for them, and must not be executed.
  public static Prepared forCheck(RunRequest request) {
    return new Preparation(request, DefinitionOrigin.UNKNOWN).prepare(true);
  }

  private static List<SecretProvider> providers(RunRequest.Needs needs) {
    List<SecretProvider> providers = new ArrayList<>();
    needs
        .secrets()
        .forEach(
            (name, where) -> providers.add(SecretOption.provider(name, where, System::getenv)));
    providers.addAll(needs.config().secretProviders());
    return providers;
  }

  private Prepared prepare(boolean withStandIns) {
    SourceFile catalog = catalogFile == null ? null : SourceText.read(catalogFile);
    String environment = environment(catalog);
    Planning planning = plan(catalog, environment, false);
    List<Diagnostic> diagnostics = new ArrayList<>(request.needs().config().diagnostics());
    diagnostics.addAll(planning.diagnostics());
    if (withStandIns && planning instanceof Planning.Refused) {
      planning = withStandIns(planning, catalog, environment, diagnostics);
    }
    List<SourceFile> dataFiles = dataFiles(planning, diagnostics);
    diagnostics.addAll(ofMockPayloads(planning));
    List<String> called = List.of();
    if (planning instanceof Planning.Ready ready) {
      called = unmocked(ready.plan(), diagnostics);
    }
    return new Prepared(
        planning,
        catalogFile,
        variables,
        secrets,
        diagnostics,
        dataFiles,
        called,
        notes(called),
        origin);
  }

  /// What a workflow is does not depend on values, so that inputs that nobody gave are no mistake
  /// here: a run would say so. They stay one where nothing can be planned without them.
  private Planning withStandIns(
      Planning refused,
      @Nullable SourceFile catalog,
      String environment,
      List<Diagnostic> diagnostics) {
    boolean onlyInputs =
        refused.diagnostics().stream()
            .allMatch(one -> !one.isError() || one.rule() == Rule.INPUT_MISSING);
    Planning planning = onlyInputs ? plan(catalog, environment, true) : refused;
    if (planning instanceof Planning.Ready || !onlyInputs) {
      if (diagnostics.removeIf(one -> one.rule() == Rule.INPUT_MISSING)) {
        missing.addAll(stoodIn);
      }
    }
    return planning;
  }

  /// Those of children are known only when there is a plan.
  private List<SourceFile> dataFiles(Planning planning, List<Diagnostic> diagnostics) {
    Diagnostics found = new Diagnostics();
    DataFiles data =
        new DataFiles(new DiskFiles(request.workflow(), workflow.logicalName()), found);
    if (planning instanceof Planning.Ready ready) {
      for (PlannedWorkflow planned : ready.plan().workflow().withChildren()) {
        data.check(planned.file(), planned.stages().stream().map(PlannedStage::written).toList());
      }
    } else if (definition != null) {
      data.check(workflow.logicalName(), definition.stages());
    }
    diagnostics.addAll(found.inOrder());
    return data.read();
  }

  /// As [#dataFiles].
  private List<Diagnostic> ofMockPayloads(Planning planning) {
    Diagnostics found = new Diagnostics();
    MockPayloads payloads =
        new MockPayloads(new DiskFiles(request.workflow(), workflow.logicalName()), found);
    if (planning instanceof Planning.Ready ready) {
      payloads.check(ready.plan().workflow());
    } else if (definition != null) {
      payloads.check(workflow.logicalName(), definition.stages());
    }
    return found.inOrder();
  }

  /// @return those that are called all the same; where they must not be, each is a mistake
  private List<String> unmocked(Plan plan, List<Diagnostic> diagnostics) {
    return switch (request.modes().mocks()) {
      case OFF -> List.of();
      case EVERYWHERE -> {
        Diagnostics mistakes = new Diagnostics();
        unmocked(plan).complain(mistakes);
        diagnostics.addAll(mistakes.inOrder());
        yield List.of();
      }
      case WHERE_WRITTEN -> unmocked(plan).paths();
    };
  }

  private UnmockedStages unmocked(Plan plan) {
    MockSource recorded = request.modes().mockedBy();
    return recorded == null
        ? UnmockedStages.of(plan)
        : UnmockedStages.of(plan, recorded.stages()::contains);
  }

  private List<String> notes(List<String> called) {
    List<String> notes = new ArrayList<>();
    if (!unused.isEmpty()) {
      notes.add("payload members that no input takes: " + String.join(", ", unused));
    }
    if (!missing.isEmpty()) {
      notes.add("inputs that a run needs and that are not given: " + String.join(", ", missing));
    }
    if (!called.isEmpty()) {
      notes.add("called for real, as they have no mock: " + String.join(", ", called));
    }
    return notes;
  }

  /// Plug-ins are looked for only when a kind is not one of clew's own.
  private Planning plan(@Nullable SourceFile catalog, String environment, boolean standIns) {
    Planning planning = plan(catalog, environment, standIns, Set.of());
    boolean unknownKind =
        planning.diagnostics().stream().anyMatch(one -> one.rule() == Rule.WORKFLOW_UNKNOWN_KIND);
    if (unknownKind) {
      planning = plan(catalog, environment, standIns, StagePlugins.all().kinds());
    }
    List<Diagnostic> ofPlugins =
        planning instanceof Planning.Ready ready ? StagePlugins.check(ready.plan()) : List.of();
    return ofPlugins.isEmpty() ? planning : new Planning.Refused(ofPlugins);
  }

  private Planning plan(
      @Nullable SourceFile catalog, String environment, boolean standIns, Set<String> kinds) {
    Path envFile = request.needs().envFile();
    return Planner.plan(
        new PlanRequest(
            workflow,
            catalog,
            environment,
            request.baseUrls(),
            read -> inputs(read, environment, standIns),
            variables,
            files(),
            kinds,
            envFile == null ? null : SourceText.read(envFile),
            !request.modes().mocks().areUsed()));
  }

  /// A file of variables that is given to the root, or stands beside it, is for all workflows:
  /// those of children are not looked for then.
  private WorkflowFiles files() {
    DiskFiles files = new DiskFiles(request.workflow(), workflow.logicalName());
    return vars() == null ? files : (from, path) -> files.read(from, path);
  }

  /// The later wins: variables, secrets, what the command line gives.
  private Map<String, Supplied> inputs(
      WorkflowDefinition read, String environment, boolean standIns) {
    definition = read;
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    Path vars = vars();
    if (vars != null) {
      inputs.putAll(supplied(vars, read, environment));
    }
    for (InputSpec input : read.inputs()) {
      boolean given = request.inputs().keySet().stream().anyMatch(input.name()::equalsIgnoreCase);
      Supplied secret = input.secret() && !given ? secrets.input(input.name()) : null;
      if (secret != null) {
        inputs.keySet().removeIf(input.name()::equalsIgnoreCase);
        inputs.put(input.name(), secret);
      }
    }
    request
        .inputs()
        .forEach((name, value) -> {
          if (Payloads.supplied(value) && !declares(read, name)) {
            unused.add(name);
          } else {
            inputs.put(name, value);
          }
        });
    stoodIn.clear();
    standIns(read)
        .forEach((name, value) -> {
          if (inputs.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            stoodIn.add(name);
            if (standIns) {
              inputs.put(name, value);
            }
          }
        });
    return inputs;
  }

  private static boolean declares(WorkflowDefinition workflow, String name) {
    return workflow.inputs().stream().anyMatch(one -> one.name().equalsIgnoreCase(name));
  }

  private static Map<String, Supplied> standIns(WorkflowDefinition definition) {
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    for (InputSpec input : definition.inputs()) {
      if (input.required()) {
        inputs.put(input.name(), new Supplied.Text(standIn(input.type()), "a stand-in"));
      }
    }
    return inputs;
  }

  private static String standIn(InputType type) {
    return switch (type) {
      case NUMBER, SEQUENCE -> "0";
      case OBJECT -> "{}";
      case ARRAY -> "[]";
      case FIXED, TEXT, GUID, ULID, DATE_TIME, DATE, TIME -> "";
    };
  }

  /// The only environment of the catalog needs no name.
  private String environment(@Nullable SourceFile catalogSource) {
    String asked = request.environment();
    if (asked != null) {
      return asked;
    }
    Set<String> known = new TreeSet<>();
    Catalog catalog =
        catalogSource == null ? null : CatalogReader.read(catalogSource, new Diagnostics());
    if (catalog != null) {
      for (Catalog.Version version : catalog.versions()) {
        for (ApiDefinition definition : version.definitions()) {
          definition.baseUrls().forEach(url -> known.add(url.environment()));
        }
      }
    }
    if (known.size() > 1) {
      throw Refusal.invalid(
          "the catalog knows several environments (" + String.join(", ", known) + "): choose one",
          new Remedy.Give(Setting.ENVIRONMENT));
    }
    return known.isEmpty() ? "default" : known.iterator().next();
  }

  private @Nullable Path vars() {
    Path asked = request.vars();
    if (asked != null) {
      return asked;
    }
    String name = request.workflow().getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path beside =
        request.workflow().resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".wfvars");
    return Files.isRegularFile(beside) ? beside : null;
  }

  private static Map<String, Supplied> supplied(
      Path path, WorkflowDefinition definition, String environment) {
    VarsFile vars = VarsFile.read(SourceText.read(path), environment, definition.version());
    if (!vars.problems().isEmpty()) {
      throw Refusal.invalid(String.join("\n", vars.problems()));
    }
    // A file may serve several workflows: what this one does not declare is not its affair.
    Map<String, Supplied> declared = new LinkedHashMap<>();
    vars.inputs()
        .forEach((name, value) -> {
          if (declares(definition, name)) {
            declared.put(name, value);
          }
        });
    return declared;
  }
}
