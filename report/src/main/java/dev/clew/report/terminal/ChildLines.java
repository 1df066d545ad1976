package dev.clew.report.terminal;

import dev.clew.core.run.ChildRun;
import dev.clew.report.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The runs that a run has started, for a terminal: those that did not work first.
public final class ChildLines {
  private static final int MOST = 10;

  private ChildLines() {}

  /// Nothing when there are none.
  public static List<String> of(List<ChildRun> children, Palette palette) {
    if (children.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        palette.bold(
            "started  " + children.size() + (children.size() == 1 ? " other run" : " other runs")));
    List<ChildRun> shown =
        children.stream()
            .sorted(Comparator.comparing(child -> !child.status().unsuccessful()))
            .limit(MOST)
            .toList();
    for (ChildRun child : shown) {
      lines.add("  " + line(child, palette));
      if (child.headline() != null) {
        lines.add("    " + VisibleText.line(child.headline()));
      }
    }
    if (children.size() > shown.size()) {
      lines.add("  … " + (children.size() - shown.size()) + " more");
    }
    return lines;
  }

  private static String line(ChildRun child, Palette palette) {
    Duration took = child.duration();
    String stage = child.parent().stage();
    return Shown.paint(palette, child.status(), Shown.words(child.status()))
        + "  "
        + VisibleText.line(child.name())
        + "  "
        + palette.dim(VisibleText.line(child.runId()))
        + (took == null ? "" : "  took " + Shown.duration(took))
        + (stage == null ? "" : "  in " + VisibleText.line(stage));
  }
}
