package dev.clew.engine;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.workflow.template.Resolved;
import dev.clew.workflow.template.Use;
import java.util.ArrayList;
import java.util.List;

/// Values as an event says them: with the token that they were read by and where they came from.
final class Evidence {
  /// `attribute.bytes`: the largest value that an event holds, as canonical JSON.
  static final int VALUE_LIMIT_BYTES = 64 << 10;

  private Evidence() {}

  /// What a stage was given: one entry for each token that was used.
  static List<Json> inputs(List<Use> uses) {
    List<Json> values = new ArrayList<>(uses.size());
    for (Use use : uses) {
      values.add(
          value(lastName(use.token()), use.resolved())
              .put("at", use.where())
              .put("template", use.token())
              .build());
    }
    return values;
  }

  /// A value with its name, or null and why there is none.
  static Json.Builder value(String name, Resolved resolved) {
    return Json.object()
        .put("name", name)
        .putAll(resolved.toJson())
        .putAll(
            resolved instanceof Resolved.Found found ? bounded(found.value()) : Json.EMPTY_OBJECT);
  }

  /// `{"value":…}`; when the value is over the limit, null and the limit that it is over.
  static Json.Obj bounded(Json value) {
    int size = Canonical.bytes(Json.interoperable(value)).length;
    if (size <= VALUE_LIMIT_BYTES) {
      return Json.object().put("value", value).build();
    }
    return Json.object()
        .put("value", Json.NULL)
        .put(
            "missing",
            Json.object()
                .put("code", "over_limit")
                .put(
                    "reason",
                    "the value has "
                        + size
                        + " bytes, over attribute.bytes = "
                        + VALUE_LIMIT_BYTES
                        + "; it was used whole, and is not recorded")
                .build())
        .build();
  }

  /// `accountId` of `{{stage:create-account.output.accountId}}`.
  private static String lastName(String token) {
    String inner = token.replace("{", "").replace("}", "").strip();
    int cut = Math.max(inner.lastIndexOf('.'), inner.lastIndexOf(':'));
    String name = inner.substring(cut + 1).replace("?", "").strip();
    return name.isEmpty() ? inner : name;
  }
}
