package dev.clew.contract;

import dev.clew.core.Nearest;
import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.plan.EndpointSpec;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.api.ResolvedApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares the stages of a plan with the contracts of their APIs before anything is sent: the path
/// and the verb exist, what is required is given, and what is written of a body does not break its
/// schema.
public final class EndpointCheck {
  private final Map<String, Contract> contracts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, HeldContract> held = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Diagnostics diagnostics;
  private int stages;

  private EndpointCheck(Map<String, Contract> contracts, Diagnostics diagnostics) {
    this.contracts.putAll(contracts);
    this.diagnostics = diagnostics;
  }

  /// What was compared.
  ///
  /// @param stages how many, those of child workflows among them
  /// @param notes what could not be checked, one line each
  public record Compared(int stages, List<String> notes) {
    public Compared {
      notes = List.copyOf(notes);
    }
  }

  /// @param contracts by the name of the catalog's definition
  public static Compared check(
      PlannedWorkflow workflow, Map<String, Contract> contracts, Diagnostics diagnostics) {
    EndpointCheck check = new EndpointCheck(contracts, diagnostics);
    workflow.withChildren().forEach(check::workflow);
    List<String> notes = new ArrayList<>();
    check.held.values().forEach(one -> notes.addAll(one.schemas().notes()));
    return new Compared(check.stages, notes);
  }

  private void workflow(PlannedWorkflow workflow) {
    for (PlannedStage stage : workflow.stages()) {
      if (stage.spec() instanceof EndpointSpec endpoint) {
        endpoint(workflow, stage, endpoint);
      }
    }
  }

  private void endpoint(PlannedWorkflow workflow, PlannedStage stage, EndpointSpec endpoint) {
    ResolvedApi api = endpoint.api();
    Contract contract = api == null ? null : contracts.get(api.definition());
    if (api == null || contract == null) {
      return;
    }
    stages++;
    PathTemplate path = PathTemplate.of(endpoint.endpoint().outlineText(Json.of("{}")));
    Place place = endpoint.endpoint().place();
    switch (contract.find(endpoint.method(), path, api.basePath())) {
      case Contract.Found.One(Operation operation) ->
          request(
              new WrittenRequest(
                  workflow.file(),
                  stage,
                  endpoint,
                  held.computeIfAbsent(api.definition(), name -> HeldContract.of(contract))),
              operation,
              path.isLiteral()
                  ? List.of()
                  : contract.possible(endpoint.method(), path, api.basePath()));
      case Contract.Found.OtherMethods(PathTemplate known, List<String> methods) ->
          diagnostics.add(
              ContractRule.CONTRACT_UNKNOWN_VERB,
              place.file(),
              place.start(),
              "the contract of '"
                  + api.definition()
                  + "' has "
                  + known.text()
                  + " with "
                  + String.join(", ", methods)
                  + ", and no "
                  + endpoint.method(),
              Nearest.to(endpoint.method(), methods));
      case Contract.Found.Nothing nothing ->
          diagnostics.add(
              ContractRule.CONTRACT_UNKNOWN_PATH,
              place.file(),
              place.start(),
              "the contract of '"
                  + api.definition()
                  + "' has no path "
                  + PathTemplate.of(endpoint.endpoint().written()).text(),
              nearest(path, contract));
    }
  }

  /// A token of the path may make it the path of another operation: then there is a mistake only
  /// when no operation takes the request.
  private void request(WrittenRequest request, Operation nearest, List<Operation> possible) {
    List<WrittenRequest.Complaint> complaints = request.complaints(nearest);
    boolean taken =
        complaints.isEmpty()
            || possible.stream().anyMatch(other -> request.complaints(other).isEmpty());
    if (!taken) {
      complaints.forEach(complaint -> complaint.addTo(diagnostics));
    }
  }

  private static @Nullable String nearest(PathTemplate path, Contract contract) {
    Map<String, String> known = new TreeMap<>();
    contract.paths().forEach(one -> known.put(withoutTokens(one), one.text()));
    String nearest = Nearest.to(withoutTokens(path), known.keySet());
    return nearest == null ? null : known.get(nearest);
  }

  /// `/accounts/{}/items`, so that a token is as near to `{id}` as to any other parameter.
  private static String withoutTokens(PathTemplate path) {
    StringBuilder out = new StringBuilder();
    for (PathTemplate.Segment segment : path.segments()) {
      String literal = segment.literal();
      out.append('/').append(literal == null ? "{}" : literal);
    }
    return out.isEmpty() ? "/" : out.toString();
  }
}
