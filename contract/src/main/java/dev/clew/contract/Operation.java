package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One method of one path of a contract.
///
/// @param method in capital letters
/// @param parameters of the path and of the operation; those of the operation win
record Operation(PathTemplate path, String method, Located written, List<Parameter> parameters) {
  /// @param place `query`, `header`, `path`, `cookie`, `body` or `formData`
  record Parameter(String name, String place, boolean required, Located written) {}

  Operation {
    parameters = List.copyOf(parameters);
  }

  static Operation of(
      PathTemplate path, String method, Located pathItem, ContractReferences references) {
    Located written = pathItem.member(method.toLowerCase(Locale.ROOT));
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Located owner : List.of(pathItem, written)) {
      List<Json> items = owner.value().list("parameters");
      for (int index = 0; index < items.size(); index++) {
        if (items.get(index) instanceof Json.Obj item) {
          Located located =
              references.resolve(new Located(item, owner.pointer() + "/parameters/" + index));
          String name = located.value().text("name", "");
          String place = located.value().text("in", "");
          parameters.put(
              place + " " + name,
              new Parameter(name, place, located.value().flag("required"), located));
        }
      }
    }
    return new Operation(path, method, written, List.copyOf(parameters.values()));
  }

  /// `GET /accounts/{id}`
  String shown() {
    return method + " " + path.text();
  }
}
