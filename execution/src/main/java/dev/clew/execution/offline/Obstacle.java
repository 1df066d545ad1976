package dev.clew.execution.offline;

import dev.clew.core.Remedy;
import dev.clew.core.json.Json;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import dev.clew.report.terminal.RemedyWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a recording cannot be verified.
///
/// @param code `body_not_captured`, `exchange_not_recorded`, `definition_redacted` …
/// @param subject the stage, file or input
public record Obstacle(String code, String subject, String why, @Nullable Remedy remedy) {
  Obstacle(String code, String subject, String why) {
    this(code, subject, why, null);
  }

  Json.Obj toJson() {
    return Json.object().put("code", code).put("subject", subject).put("why", told()).build();
  }

  private String told() {
    return RemedyWords.told(why, remedy);
  }

  List<String> lines(Palette palette) {
    return List.of(
        "",
        "blocked: " + palette.bold(VisibleText.line(code + " " + subject)),
        "  " + VisibleText.line(told()));
  }
}
