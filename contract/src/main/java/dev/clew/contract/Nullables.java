package dev.clew.contract;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Swagger 2.0 has no word for a value that may be null; its generators write `x-nullable`, which
/// OpenAPI 3.0 calls `nullable`.
final class Nullables {
  private Nullables() {}

  static Json rename(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        Map<String, Json> members = new LinkedHashMap<>();
        object
            .members()
            .forEach((name, member) ->
                members.put(name.equals("x-nullable") ? "nullable" : name, rename(member)));
        yield new Json.Obj(members);
      }
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>(array.size());
        array.items().forEach(item -> items.add(rename(item)));
        yield new Json.Arr(items);
      }
      case Json.Str text -> text;
      case Json.Num number -> number;
      case Json.Bool flag -> flag;
      case Json.Null nothing -> nothing;
    };
  }
}
