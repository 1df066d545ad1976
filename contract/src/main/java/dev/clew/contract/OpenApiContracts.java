package dev.clew.contract;

import dev.clew.contract.BodySchemas.Direction;
import dev.clew.contract.OperationBodies.Bodies;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.call.EnumValue;
import dev.clew.core.fact.stage.Violation;
import dev.clew.engine.context.Contracts;
import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Request;
import dev.clew.plan.api.ResolvedApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks exchanges against the contracts of their APIs. An exchange of an API without a contract,
/// or with a path that its contract does not know, breaks nothing. Thread-safe.
public final class OpenApiContracts implements Contracts {
  private final Map<String, HeldContract> byDefinition =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /// @param contracts by the name of the catalog's definition
  public OpenApiContracts(Map<String, Contract> contracts) {
    contracts.forEach(
        (definition, contract) -> byDefinition.put(definition, HeldContract.of(contract)));
  }

  /// What could not be checked so far, one line each, for people.
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    byDefinition.values().forEach(held -> notes.addAll(held.schemas().notes()));
    return notes;
  }

  @Override
  public List<Violation> request(ResolvedApi api, Request request) {
    HeldContract held = byDefinition.get(api.definition());
    Operation operation = held == null ? null : operation(held, api, request);
    if (held == null || operation == null) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    Set<String> query = queryNames(request.uri());
    for (Operation.Parameter parameter : operation.parameters()) {
      boolean absent =
          switch (parameter.place()) {
            case "query" -> !query.contains(parameter.name());
            case "header" ->
                WrittenRequest.isOwnHeader(parameter.name())
                    && request.header(parameter.name()) == null;
            case "cookie" ->
                !Exchanged.cookies(request.header("Cookie")).contains(parameter.name());
            default -> false;
          };
      if (parameter.required() && absent) {
        violations.add(
            new Violation(
                parameter.place() + " " + parameter.name(),
                "is required and is not sent",
                held.contract().name() + "#" + parameter.written().pointer()));
      }
    }
    Bodies bodies = held.bodies().request(operation);
    if (bodies != null) {
      violations.addAll(
          held.body(
              bodies,
              BodyText.whole(request.body()),
              request.header("Content-Type"),
              Direction.REQUEST));
    }
    return violations;
  }

  @Override
  public List<EnumValue> enumValues(
      StagePath path, int tryNumber, ResolvedApi api, Request request) {
    HeldContract held = byDefinition.get(api.definition());
    Operation operation = held == null ? null : operation(held, api, request);
    Bodies bodies = held == null || operation == null ? null : held.bodies().request(operation);
    return held == null || bodies == null
        ? List.of()
        : held.enumValues(bodies, BodyText.whole(request.body()), request.header("Content-Type"));
  }

  @Override
  public List<Violation> response(ResolvedApi api, Request request, Exchange.Answered answer) {
    HeldContract held = byDefinition.get(api.definition());
    Operation operation = held == null ? null : operation(held, api, request);
    if (held == null || operation == null) {
      return List.of();
    }
    Located documented = held.bodies().answer(operation, answer.status());
    if (documented == null) {
      return List.of(
          new Violation(
              "status",
              answer.status() + " is not documented for " + operation.shown(),
              held.contract().name() + "#" + operation.written().pointer() + "/responses"));
    }
    if (request.method().equals("HEAD")) {
      return List.of();
    }
    return held.body(
        held.bodies().bodies(operation, documented),
        BodyText.whole(answer.body()),
        answer.header("Content-Type"),
        Direction.RESPONSE);
  }

  private static @Nullable Operation operation(
      HeldContract held, ResolvedApi api, Request request) {
    String path = request.uri().getRawPath();
    String base = URI.create(api.baseUrl()).getRawPath();
    String below =
        path != null && base != null && path.startsWith(base)
            ? path.substring(base.length())
            : path;
    PathTemplate template = PathTemplate.of(below == null ? "" : below);
    return held.contract().find(request.method(), template, api.basePath())
            instanceof Contract.Found.One(Operation found)
        ? found
        : null;
  }

  private static Set<String> queryNames(URI uri) {
    Set<String> names = new HashSet<>();
    String query = uri.getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        names.add(WrittenRequest.decoded(pair.split("=", 2)[0]));
      }
    }
    return names;
  }
}
