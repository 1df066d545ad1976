package dev.clew.cli.offline;

import dev.clew.execution.offline.Drift;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.util.List;

/// Where a playback is other than recorded: the place, and below it both values.
final class DriftLines {
  private DriftLines() {}

  static List<String> of(Drift drift, Palette palette) {
    return List.of(
        "",
        palette.bold(VisibleText.line(drift.stage().isEmpty() ? "run" : drift.stage()))
            + (drift.call() > 1 ? ", call " + drift.call() : "")
            + "  "
            + VisibleText.line(drift.field()),
        "  recorded  " + VisibleText.line(drift.recorded()),
        "  now       " + VisibleText.line(drift.now()));
  }
}
