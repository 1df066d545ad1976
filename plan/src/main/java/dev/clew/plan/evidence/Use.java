package dev.clew.plan.evidence;

import dev.clew.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/// One use of a name: where, and what it stood for.
///
/// @param where the key in the stage, such as `headers.Authorization`, `body` or `output.jwt`
/// @param token as written
public record Use(String where, String token, Resolved resolved) {

  /// Whether a value is absent that must be there.
  public boolean isUnresolved() {
    return resolved instanceof Resolved.Missing missing && !missing.isAccepted();
  }

  /// `{at, template, value, origin}`, or `{at, template, value: null, missing: {code, reason}}`.
  /// The value is as it is: redact before storing.
  public Json.Obj toJson() {
    return Json.object().put("at", where).put("template", token).putAll(resolved.toJson()).build();
  }

  static List<Json.Obj> toJson(List<Use> uses) {
    List<Json.Obj> json = new ArrayList<>(uses.size());
    for (Use use : uses) {
      json.add(use.toJson());
    }
    return json;
  }
}
