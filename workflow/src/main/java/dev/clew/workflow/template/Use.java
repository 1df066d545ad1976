package dev.clew.workflow.template;

import dev.clew.core.json.Json;

/// That a token was used, where, and what it stood for.
///
/// @param where the key in the stage, such as `headers.Authorization`, `body` or `output.jwt`
/// @param token as written, with its braces
public record Use(String where, String token, Resolved resolved) {

  /// Whether a value is absent that the token does not mark as optional.
  public boolean isUnresolved() {
    return resolved instanceof Resolved.Missing missing && !missing.optional();
  }

  /// `{where, token, value, origin}` or `{where, token, missing, code}`. The value is as it is:
  /// redact before storing.
  public Json.Obj toJson() {
    Json.Builder json = Json.object().put("where", where).put("token", token);
    switch (resolved) {
      case Resolved.Found found ->
          json.put("value", found.value()).put("origin", found.origin().toJson());
      case Resolved.Missing missing ->
          json.put("missing", missing.reason()).put("code", missing.code().wire());
    }
    return json.build();
  }
}
