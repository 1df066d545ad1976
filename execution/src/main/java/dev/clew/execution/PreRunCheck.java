package dev.clew.execution;

import dev.clew.contract.Contract;
import dev.clew.contract.ContractRule;
import dev.clew.contract.EndpointCheck;
import dev.clew.contract.lookup.ContractCache;
import dev.clew.contract.lookup.ContractLookup;
import dev.clew.core.dossier.FailureCode;
import dev.clew.core.source.Diagnostic;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.core.source.Rule;
import dev.clew.engine.preflight.HealthChecks;
import dev.clew.engine.preflight.Preflight;
import dev.clew.engine.preflight.Preflight.Operation;
import dev.clew.execution.Preparation.Prepared;
import dev.clew.plan.Plan;
import dev.clew.plan.api.ApiEntry;
import dev.clew.plan.api.ApiUrl;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.source.PlanRule;
import dev.clew.runs.file.ShownPath;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What the APIs of a plan and their contracts say before it is executed.
///
/// @param contracts by the name of the catalog's definition
/// @param compared how many stages were compared with a contract
/// @param diagnostics of the comparison, and of what could not be checked; not of what failed,
///   which the preflight has
/// @param notes one line each
public record PreRunCheck(
    Preflight preflight,
    Map<String, Contract> contracts,
    int compared,
    List<Diagnostic> diagnostics,
    List<String> notes) {
  /// Nothing was looked at: the run sends nothing.
  public static final PreRunCheck NONE =
      new PreRunCheck(Preflight.NONE, Map.of(), 0, List.of(), List.of());

  public PreRunCheck {
    contracts = Map.copyOf(contracts);
    diagnostics = List.copyOf(diagnostics);
    notes = List.copyOf(notes);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /// @param network whether a connection may be opened
  /// @param progress is told what is waited for; from any thread
  public static PreRunCheck of(
      RunRequest request,
      Prepared prepared,
      Plan plan,
      boolean network,
      Consumer<String> progress) {
    if (request.modes().mocks() == Mocks.EVERYWHERE) {
      return NONE;
    }
    return new Look(request, prepared, plan, network).look(progress);
  }

  /// What failed, as a diagnostic at the place of its definition.
  public List<Diagnostic> failures(Plan plan) {
    Diagnostics found = new Diagnostics();
    for (Operation operation : preflight.operations()) {
      if (operation.failed()) {
        Rule rule =
            switch (FailureCode.of(operation.code())) {
              case CONTRACT_UNAVAILABLE -> ContractRule.CONTRACT_UNAVAILABLE;
              case CONTRACT_UNREADABLE -> ContractRule.CONTRACT_UNREADABLE;
              case null, default -> PlanRule.DEPENDENCY_NOT_READY;
            };
        found.add(rule, catalog(plan), at(plan, operation.definition()), operation.message());
      }
    }
    return found.inOrder();
  }

  private static String catalog(Plan plan) {
    for (Plan.Source source : plan.sources()) {
      if (source.role() == Plan.Role.CATALOG) {
        return source.file().logicalName();
      }
    }
    return "catalog";
  }

  private static Position at(Plan plan, String definition) {
    for (ResolvedApi api : plan.apis()) {
      ApiEntry entry = api.entry();
      if (entry != null && api.definition().equals(definition)) {
        return entry.at();
      }
    }
    return Position.NONE;
  }

  /// One look at everything.
  private record Look(RunRequest request, Prepared prepared, Plan plan, boolean network) {
    PreRunCheck look(Consumer<String> progress) {
      List<ResolvedApi> apis = definitions();
      List<Operation> operations = new ArrayList<>(health(apis, progress));
      Diagnostics diagnostics = new Diagnostics();
      List<String> notes = new ArrayList<>();
      Map<String, Contract> contracts = new LinkedHashMap<>();
      for (ContractLookup.Found found : lookup().find(apis)) {
        operations.add(found.operation());
        Contract contract = found.contract();
        if (contract != null) {
          contracts.put(found.operation().definition(), contract);
        }
        if (found.note() != null) {
          notes.add(found.note());
        }
        if (found.operation().status() == Preflight.Status.NOT_CHECKED) {
          diagnostics.add(
              ContractRule.CONTRACT_NOT_CHECKED,
              catalog(plan),
              at(plan, found.operation().definition()),
              found.operation().message());
        }
      }
      EndpointCheck.Compared compared =
          EndpointCheck.check(plan.workflow(), contracts, diagnostics);
      notes.addAll(compared.notes());
      return new PreRunCheck(
          new Preflight(operations), contracts, compared.stages(), diagnostics.inOrder(), notes);
    }

    /// One API for each definition, whatever the workflow calls it.
    private List<ResolvedApi> definitions() {
      Map<String, ResolvedApi> byDefinition = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (ResolvedApi api : plan.apis()) {
        byDefinition.putIfAbsent(api.definition(), api);
      }
      return List.copyOf(byDefinition.values());
    }

    private ContractLookup lookup() {
      Path catalog = prepared.catalogFile();
      Path folder = catalog == null ? null : catalog.toAbsolutePath().getParent();
      return new ContractLookup(
          new ContractCache(folder == null ? Path.of("") : ShownPath.of(folder)),
          request.calls().limits(),
          InstantSource.system(),
          request.needs().refreshCache(),
          network);
    }

    private List<Operation> health(List<ResolvedApi> apis, Consumer<String> progress) {
      List<HealthChecks.Target> targets = new ArrayList<>();
      List<Operation> unasked = new ArrayList<>();
      for (ResolvedApi api : apis) {
        ApiEntry entry = api.entry();
        ApiUrl health = entry == null ? null : entry.healthCheck();
        if (entry == null || health == null) {
          continue;
        }
        switch (health.resolve()) {
          case ApiUrl.Resolved.Fault(String why) ->
              unasked.add(
                  unasked(
                      api,
                      health.written(),
                      Preflight.Status.FAILED,
                      "the health check of '" + api.definition() + "': " + why));
          case ApiUrl.Resolved.Found(String url) when url.startsWith("file:") ->
              unasked.add(
                  unasked(
                      api,
                      url,
                      Preflight.Status.FAILED,
                      "the health check of '" + api.definition() + "' is a file; it needs a URL"));
          case ApiUrl.Resolved.Found(String url) when !network ->
              unasked.add(
                  unasked(
                      api,
                      url,
                      Preflight.Status.NOT_CHECKED,
                      api.definition() + " was not asked: no network"));
          case ApiUrl.Resolved.Found(String url) ->
              targets.add(
                  new HealthChecks.Target(api.definition(), URI.create(url), entry.readiness()));
        }
      }
      List<Operation> operations =
          new ArrayList<>(
              new HealthChecks(request.calls().limits(), InstantSource.system(), progress)
                  .check(targets));
      operations.addAll(unasked);
      return operations;
    }

    private static Operation unasked(
        ResolvedApi api, String target, Preflight.Status status, String message) {
      return new Operation(
          Preflight.Type.HEALTH_CHECK,
          api.definition(),
          target,
          status,
          status == Preflight.Status.FAILED ? FailureCode.DEPENDENCY_NOT_READY.wire() : "",
          message,
          List.of(),
          Duration.ZERO);
    }
  }
}
