package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bodies that an operation may be sent and may answer with.
record OperationBodies(Contract contract) {
  /// @param types by media type or range
  /// @param form the fields of a form, each with a schema of its own, as Swagger has them; else
  ///   empty
  record Bodies(
      boolean required, Map<String, Media> types, String pointer, List<Operation.Parameter> form) {
    Bodies(boolean required, Map<String, Media> types, String pointer) {
      this(required, types, pointer, List.of());
    }
  }

  /// @param schema null when any value will do
  /// @param encoding of the fields of a form, by their name
  record Media(@Nullable Located schema, Json.Obj encoding) {}

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
    List<Operation.Parameter> form = new ArrayList<>();
    boolean required = false;
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.place().equals("body")) {
        Map<String, Media> types = new LinkedHashMap<>();
        for (String type : swaggerTypes(operation, "consumes")) {
          types.put(type, media(parameter.written()));
        }
        return new Bodies(parameter.required(), types, parameter.written().pointer());
      }
      if (parameter.place().equals("formData")) {
        form.add(parameter);
        required |= parameter.required();
      }
    }
    return form.isEmpty()
        ? null
        : new Bodies(required, Map.of(), operation.written().pointer(), form);
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
    Map<String, Media> types = new LinkedHashMap<>();
    if (answer.value().has("schema")) {
      for (String type : swaggerTypes(operation, "produces")) {
        types.put(type, media(answer));
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

  private static Map<String, Media> content(Located owner) {
    Map<String, Media> types = new LinkedHashMap<>();
    Located content = owner.member("content");
    for (String type : content.value().members().keySet()) {
      types.put(type, media(content.member(type)));
    }
    return types;
  }

  private static Media media(Located owner) {
    return new Media(
        owner.value().get("schema") instanceof Json.Obj ? owner.member("schema") : null,
        owner.value().object("encoding"));
  }
}
