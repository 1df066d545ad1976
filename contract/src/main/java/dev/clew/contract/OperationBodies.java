package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bodies that an operation may be sent and may answer with.
record OperationBodies(Contract contract) {
  /// @param types by media type or range; the schema is null when any value will do
  record Bodies(boolean required, Map<String, @Nullable Located> types, String pointer) {}

  /// Null when the operation does not speak of a request body.
  @Nullable Bodies request(Operation operation) {
    if (contract.version() == Contract.Version.SWAGGER_2_0) {
      return swaggerRequest(operation);
    }
    if (!(operation.written().value().get("requestBody") instanceof Json.Obj)) {
      return null;
    }
    Located body = contract.references().resolve(operation.written().member("requestBody"));
    return new Bodies(body.value().flag("required"), content(body), body.pointer());
  }

  private @Nullable Bodies swaggerRequest(Operation operation) {
    boolean form = false;
    boolean required = false;
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.place().equals("body")) {
        Map<String, @Nullable Located> types = new LinkedHashMap<>();
        for (String type : swaggerTypes(operation, "consumes")) {
          types.put(type, schema(parameter.written()));
        }
        return new Bodies(parameter.required(), types, parameter.written().pointer());
      }
      form |= parameter.place().equals("formData");
      required |= parameter.place().equals("formData") && parameter.required();
    }
    return form ? new Bodies(required, Map.of(), operation.written().pointer()) : null;
  }

  /// The answer for a status: by the status, by its hundred, or `default`.
  @Nullable Located answer(Operation operation, int status) {
    Located responses = operation.written().member("responses");
    String hundred = status / 100 + "XX";
    for (String key :
        List.of(Integer.toString(status), hundred, hundred.toLowerCase(Locale.ROOT), "default")) {
      if (responses.value().get(key) instanceof Json.Obj) {
        return contract.references().resolve(responses.member(key));
      }
    }
    return null;
  }

  Bodies bodies(Operation operation, Located answer) {
    if (contract.version() != Contract.Version.SWAGGER_2_0) {
      return new Bodies(false, content(answer), answer.pointer());
    }
    Map<String, @Nullable Located> types = new LinkedHashMap<>();
    if (answer.value().has("schema")) {
      for (String type : swaggerTypes(operation, "produces")) {
        types.put(type, schema(answer));
      }
    }
    return new Bodies(false, types, answer.pointer());
  }

  private List<String> swaggerTypes(Operation operation, String key) {
    for (Located owner : List.of(operation.written(), contract.root())) {
      List<String> types =
          owner.value().list(key).stream()
              .filter(Json.Str.class::isInstance)
              .map(type -> ((Json.Str) type).value())
              .toList();
      if (!types.isEmpty()) {
        return types;
      }
    }
    return List.of("application/json");
  }

  private static Map<String, @Nullable Located> content(Located owner) {
    Map<String, @Nullable Located> types = new LinkedHashMap<>();
    Located content = owner.member("content");
    for (String type : content.value().members().keySet()) {
      types.put(type, schema(content.member(type)));
    }
    return types;
  }

  private static @Nullable Located schema(Located owner) {
    return owner.value().get("schema") instanceof Json.Obj ? owner.member("schema") : null;
  }
}
