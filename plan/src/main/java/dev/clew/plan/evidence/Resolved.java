package dev.clew.plan.evidence;

import dev.clew.core.json.Json;

/// What a name in an expression stands for.
public sealed interface Resolved {
  record Found(Json value, ValueOrigin origin) implements Resolved {}

  /// @param reason a sentence with names and counts, never with values
  /// @param optional whether the expression accepts the absence; then the value is null
  record Missing(String reason, MissingCode code, boolean optional) implements Resolved {
    /// Whether the absence is no reason to stop: because it is optional, or because the stage was
    /// skipped.
    public boolean isAccepted() {
      return optional || code == MissingCode.STAGE_SKIPPED;
    }
  }

  /// The value; `null` when there is none.
  default Json valueOrNull() {
    return this instanceof Found found ? found.value() : Json.NULL;
  }

  /// `{value, origin}`, or `{value: null, missing: {code, reason}}`.
  default Json.Obj toJson() {
    Json.Builder json = Json.object().put("value", valueOrNull());
    switch (this) {
      case Found found -> json.put("origin", found.origin().toJson());
      case Missing missing ->
          json.put(
              "missing",
              Json.object()
                  .put("code", missing.code().wire())
                  .put("reason", missing.reason())
                  .build());
    }
    return json.build();
  }
}
