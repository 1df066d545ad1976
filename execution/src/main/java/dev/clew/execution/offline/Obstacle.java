package dev.clew.execution.offline;

import dev.clew.core.json.Json;

/// Why a recording cannot be verified.
///
/// @param code `body_not_captured`, `exchange_not_recorded`, `definition_redacted` …
/// @param subject the stage, file or input
public record Obstacle(String code, String subject, String why) {
  Json.Obj toJson() {
    return Json.object().put("code", code).put("subject", subject).put("why", why).build();
  }
}
