package dev.clew.plan.scope;

import dev.clew.core.json.Json;
import dev.clew.plan.evidence.Resolved;

/// A value that stands before the first stage: a variable, or an entry of the context.
///
/// @param resolved the value and where it came from, or why there is none
/// @param secret whether the value must be known to the redactor before anything is written
public record InitValue(String name, Resolved resolved, boolean secret) {

  /// Whether a value is absent that no `?` excuses; then the run should not begin.
  public boolean isUnresolved() {
    return resolved instanceof Resolved.Missing missing && !missing.optional();
  }

  /// `{name, value, origin|missing, secret?}`. The value is as it is: redact before storing.
  public Json.Obj toJson() {
    return Json.object()
        .put("name", name)
        .putAll(resolved.toJson())
        .put("secret", secret ? Json.TRUE : null)
        .build();
  }

  /// Without the value when it is secret.
  @Override
  public String toString() {
    return "InitValue[" + name + "=" + (secret ? "(secret)" : resolved.valueOrNull()) + "]";
  }
}
