package dev.clew.execution;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.execution.config.SourceText;
import dev.clew.execution.secret.ProvidedSecrets;
import dev.clew.execution.secret.SecretOption;
import dev.clew.execution.secret.SecretProvider;
import dev.clew.execution.vcs.DefinitionOrigin;
import dev.clew.plan.Plan;
import dev.clew.plan.UnmockedStages;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.input.InputType;
import dev.clew.plan.input.InputsFile;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.language.Definition;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.language.Planning;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.PlanRule;
import dev.clew.plan.source.WorkflowFiles;
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
  private final Definition definition;
  private final @Nullable Path catalogFile;
  private final DefinitionOrigin origin;
  private final ProvidedSecrets secrets;
  private final EnvironmentVariables variables;

  /// Of the payload: what no input takes. A captured document has more in it than one workflow asks
  /// for.
  private final Set<String> unused = new TreeSet<>();

  /// Required inputs that nobody gave and that a check passes over.
  private final List<String> missing = new ArrayList<>();

  private Preparation(RunRequest request, DefinitionOrigin origin) {
    this.request = request;
    this.origin = origin;
    this.definition = Languages.read(SourceText.read(request.workflow()));
    Path asked = request.catalog();
    this.catalogFile = asked == null ? CatalogSearch.from(request.workflow()) : asked;
    this.secrets = new ProvidedSecrets(providers(request.needs()));
    this.variables = secrets.over(request.needs().environment());
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
      ProvidedSecrets secrets,
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
        .forEach((name, where) ->
            providers.add(SecretOption.provider(name, where, needs.environment())));
    providers.addAll(needs.config().secretProviders());
    return providers;
  }

  private Prepared prepare(boolean withStandIns) {
    SourceFile catalog = catalogFile == null ? null : SourceText.read(catalogFile);
    String environment = environment(catalog);
    Map<String, Supplied> inputs = inputs(environment);
    Planning planning = plan(catalog, environment, inputs);
    List<Diagnostic> diagnostics = new ArrayList<>(request.needs().config().diagnostics());
    diagnostics.addAll(planning.diagnostics());
    if (withStandIns && planning instanceof Planning.Refused) {
      planning = withStandIns(planning, catalog, environment, inputs, diagnostics);
    }
    Plan plan = planning instanceof Planning.Ready ready ? ready.plan() : null;
    Definition.NamedFiles named = definition.look(plan, disk());
    diagnostics.addAll(named.diagnostics());
    List<String> called = plan == null ? List.of() : unmocked(plan, diagnostics);
    return new Prepared(
        planning,
        catalogFile,
        variables,
        secrets,
        diagnostics,
        named.data(),
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
      Map<String, Supplied> inputs,
      List<Diagnostic> diagnostics) {
    boolean onlyInputs =
        refused.diagnostics().stream()
            .allMatch(one -> !one.isError() || one.rule() == PlanRule.INPUT_MISSING);
    Map<String, Supplied> all = new LinkedHashMap<>(inputs);
    List<String> stoodIn = new ArrayList<>();
    for (InputSpec input : definition.inputs()) {
      boolean given = inputs.keySet().stream().anyMatch(input.name()::equalsIgnoreCase);
      if (input.required() && !given) {
        all.put(input.name(), new Supplied.Text(standIn(input.type()), "a stand-in"));
        stoodIn.add(input.name());
      }
    }
    Planning planning = onlyInputs ? plan(catalog, environment, all) : refused;
    boolean passesOver = planning instanceof Planning.Ready || !onlyInputs;
    if (passesOver && diagnostics.removeIf(one -> one.rule() == PlanRule.INPUT_MISSING)) {
      missing.addAll(stoodIn);
    }
    return planning;
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

  private Planning plan(
      @Nullable SourceFile catalog, String environment, Map<String, Supplied> inputs) {
    Path envFile = request.needs().envFile();
    Planning planning =
        definition.plan(
            new PlanRequest(
                catalog,
                environment,
                request.baseUrls(),
                inputs,
                variables,
                files(),
                envFile == null ? null : SourceText.read(envFile),
                !request.modes().mocks().areUsed()));
    List<Diagnostic> ofPlugins =
        planning instanceof Planning.Ready ready ? StagePlugins.check(ready.plan()) : List.of();
    return ofPlugins.isEmpty() ? planning : new Planning.Refused(ofPlugins);
  }

  private DiskFiles disk() {
    return new DiskFiles(request.workflow(), definition.source().logicalName());
  }

  /// A file of variables that is given to the root, or stands beside it, is for all workflows:
  /// those of children are not looked for then.
  private WorkflowFiles files() {
    DiskFiles files = disk();
    return vars() == null ? files : (from, path) -> files.read(from, path);
  }

  /// The later wins: variables, secrets, what the request gives.
  private Map<String, Supplied> inputs(String environment) {
    Map<String, Supplied> inputs = new LinkedHashMap<>();
    if (!definition.isWorkflow()) {
      return inputs;
    }
    Path vars = vars();
    if (vars != null) {
      inputs.putAll(supplied(vars, environment));
    }
    for (InputSpec input : definition.inputs()) {
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
          if (InputPayload.supplied(value) && !declares(name)) {
            unused.add(name);
          } else {
            inputs.put(name, value);
          }
        });
    return inputs;
  }

  private boolean declares(String name) {
    return definition.inputs().stream().anyMatch(one -> one.name().equalsIgnoreCase(name));
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
  private String environment(@Nullable SourceFile catalog) {
    String asked = request.environment();
    if (asked != null) {
      return asked;
    }
    Set<String> known = catalog == null ? Set.of() : definition.environments(catalog);
    if (known.size() > 1) {
      throw Refusal.invalid(
          "the catalog knows several environments (" + String.join(", ", known) + "): choose one",
          new Remedy.Give(Setting.ENVIRONMENT));
    }
    return known.isEmpty() ? "default" : known.iterator().next();
  }

  private @Nullable Path vars() {
    Path asked = request.vars();
    String ending = Languages.of(definition.source().logicalName()).inputsEnding();
    if (ending == null) {
      if (asked != null) {
        throw Refusal.invalid(asked + ": workflows of this language have no files of inputs");
      }
      return null;
    }
    if (asked != null) {
      return asked;
    }
    String name = request.workflow().getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path beside =
        request.workflow().resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ending);
    return Files.isRegularFile(beside) ? beside : null;
  }

  private Map<String, Supplied> supplied(Path path, String environment) {
    InputsFile vars = definition.given(SourceText.read(path), environment);
    if (!vars.problems().isEmpty()) {
      throw Refusal.invalid(String.join("\n", vars.problems()));
    }
    // A file may serve several workflows: what this one does not declare is not its affair.
    Map<String, Supplied> declared = new LinkedHashMap<>();
    vars.inputs()
        .forEach((name, value) -> {
          if (declares(name)) {
            declared.put(name, value);
          }
        });
    return declared;
  }
}
