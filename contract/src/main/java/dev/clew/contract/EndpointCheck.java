package dev.clew.contract;

import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.plan.EndpointSpec;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.Nearest;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.Rule;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares the stages of a plan with the contracts of their APIs before anything is sent: the path
/// and the verb exist, and what is required is given.
public final class EndpointCheck {
  /// OpenAPI 3.1 §4.8.12.2: header parameters of these names are ignored.
  private static final Set<String> FOREIGN_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private final Map<String, Contract> contracts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Diagnostics diagnostics;
  private int checked;

  private EndpointCheck(Map<String, Contract> contracts, Diagnostics diagnostics) {
    this.contracts.putAll(contracts);
    this.diagnostics = diagnostics;
  }

  /// @param contracts by the name of the catalog's definition
  /// @return how many stages were compared, those of child workflows among them
  public static int check(
      PlannedWorkflow workflow, Map<String, Contract> contracts, Diagnostics diagnostics) {
    EndpointCheck check = new EndpointCheck(contracts, diagnostics);
    workflow.withChildren().forEach(check::workflow);
    return check.checked;
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
    checked++;
    PathTemplate path = PathTemplate.of(endpoint.endpoint().text());
    Place place = endpoint.endpoint().place();
    switch (contract.find(endpoint.method(), path, api.basePath())) {
      case Contract.Found.One(Operation operation) ->
          parameters(workflow, stage, endpoint, contract, operation);
      case Contract.Found.OtherMethods(PathTemplate known, List<String> methods) ->
          diagnostics.add(
              Rule.CONTRACT_UNKNOWN_VERB,
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
              Rule.CONTRACT_UNKNOWN_PATH,
              place.file(),
              place.start(),
              "the contract of '" + api.definition() + "' has no path " + path.text(),
              nearest(path, contract));
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

  private void parameters(
      PlannedWorkflow workflow,
      PlannedStage stage,
      EndpointSpec endpoint,
      Contract contract,
      Operation operation) {
    for (Operation.Parameter parameter : operation.parameters()) {
      boolean absent =
          switch (parameter.place()) {
            case "query" -> !hasQuery(endpoint, parameter.name());
            case "header" ->
                isOwnHeader(parameter.name()) && !has(endpoint.headers(), parameter.name(), true);
            default -> false;
          };
      if (parameter.required() && absent) {
        missing(
            workflow,
            stage,
            contract,
            operation,
            parameter.place() + " '" + parameter.name() + "'");
      }
    }
    OperationBodies.Bodies bodies = new OperationBodies(contract).request(operation);
    if (bodies != null
        && bodies.required()
        && endpoint.body() == null
        && endpoint.bodyFile() == null) {
      missing(workflow, stage, contract, operation, "body");
    }
  }

  private void missing(
      PlannedWorkflow workflow,
      PlannedStage stage,
      Contract contract,
      Operation operation,
      String what) {
    diagnostics.add(
        Rule.CONTRACT_MISSING_PARAMETER,
        workflow.file(),
        stage.at(),
        "stage '"
            + stage.name()
            + "' sends no "
            + what
            + ", which "
            + operation.shown()
            + " of '"
            + contract.name()
            + "' requires");
  }

  static boolean isOwnHeader(String name) {
    return !FOREIGN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean has(List<NamedTemplate> given, String name, boolean ignoringCase) {
    for (NamedTemplate one : given) {
      if (ignoringCase ? one.name().equalsIgnoreCase(name) : one.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// In `query`, or written behind a `?` of the endpoint.
  private static boolean hasQuery(EndpointSpec endpoint, String name) {
    if (has(endpoint.query(), name, false)) {
      return true;
    }
    String text = endpoint.endpoint().text();
    int query = text.indexOf('?');
    if (query >= 0) {
      for (String pair : text.substring(query + 1).split("&", -1)) {
        if (decoded(pair.split("=", 2)[0]).equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
