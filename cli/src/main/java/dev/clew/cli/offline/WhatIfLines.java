package dev.clew.cli.offline;

import dev.clew.execution.offline.WhatIf;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.Palette;
import java.util.ArrayList;
import java.util.List;

/// What is said of a supposition beside its comparison with the recording; of one that is blocked,
/// all that is said.
public record WhatIfLines(Palette palette) {
  public List<String> of(WhatIf whatIf) {
    return whatIf.isBlocked() ? blocked(whatIf) : tried(whatIf);
  }

  private List<String> blocked(WhatIf whatIf) {
    List<String> lines = new ArrayList<>();
    String runId = whatIf.contents().ledger().id().runId();
    lines.add(palette.bold("blocked") + "  " + VisibleText.line(runId));
    whatIf.obstacles().forEach(obstacle -> lines.addAll(ObstacleLines.of(obstacle, palette)));
    return lines;
  }

  private List<String> tried(WhatIf whatIf) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        palette.dim(
            "what if: calls answered as supposed: "
                + whatIf.supposed()
                + ", from the recording: "
                + whatIf.answered()
                + ", sent: 0"));
    for (WhatIf.NotRecorded one : whatIf.notRecorded()) {
      lines.add("");
      lines.add(palette.bold("not recorded") + "  " + VisibleText.line(one.stage()));
      lines.add("  " + VisibleText.line(one.why()));
    }
    if (!whatIf.others().isEmpty()) {
      lines.add("");
      lines.add("answered from the recording although the request is another:");
      whatIf.others().forEach(drift -> lines.addAll(DriftLines.of(drift, palette)));
    }
    for (String stage : whatIf.unused()) {
      lines.add("");
      lines.add("no call asked for the answer of " + palette.bold(VisibleText.line(stage)));
    }
    return lines;
  }
}
