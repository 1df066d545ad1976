package dev.clew.cli.offline;

import dev.clew.execution.offline.Obstacle;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import dev.clew.report.terminal.RemedyWords;
import java.util.List;

/// Why a recording cannot be played back, and what can be done about it.
final class ObstacleLines {
  private ObstacleLines() {}

  static List<String> of(Obstacle obstacle, Palette palette) {
    return List.of(
        "",
        "blocked: " + palette.bold(VisibleText.line(obstacle.code() + " " + obstacle.subject())),
        "  " + VisibleText.line(RemedyWords.told(obstacle.why(), obstacle.remedy())));
  }
}
