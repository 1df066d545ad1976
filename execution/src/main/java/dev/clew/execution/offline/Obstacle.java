package dev.clew.execution.offline;

import dev.clew.core.Remedy;
import dev.clew.core.json.Json;
import dev.clew.core.replay.SurfaceWords;
import org.jspecify.annotations.Nullable;

/// Why a recording cannot be verified.
///
/// @param code `body_not_captured`, `exchange_not_recorded`, `definition_redacted` …
/// @param subject the stage, file or input
public record Obstacle(String code, String subject, String why, @Nullable Remedy remedy) {
  Obstacle(String code, String subject, String why) {
    this(code, subject, why, null);
  }

  Json.Obj toJson(SurfaceWords surface) {
    return Json.object()
        .put("code", code)
        .put("subject", subject)
        .put("why", surface.told(why, remedy))
        .build();
  }
}
