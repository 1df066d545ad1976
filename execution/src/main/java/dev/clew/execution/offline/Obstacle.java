package dev.clew.execution.offline;

import dev.clew.core.json.Json;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.util.List;

/// Why a recording cannot be verified.
///
/// @param code `body_not_captured`, `exchange_not_recorded`, `definition_redacted` …
/// @param subject the stage, file or input
public record Obstacle(String code, String subject, String why) {
  Json.Obj toJson() {
    return Json.object().put("code", code).put("subject", subject).put("why", why).build();
  }

  List<String> lines(Palette palette) {
    return List.of(
        "",
        "blocked: " + palette.bold(VisibleText.line(code + " " + subject)),
        "  " + VisibleText.line(why));
  }
}
