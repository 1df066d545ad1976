package dev.clew.report.terminal;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs, two lines each: when, what and how it ended; then what blocks it and where it is kept.
public final class RunTable {
  /// @param location where the run is kept
  /// @param copies where it is kept too, in a few words; empty when it is nowhere else
  /// @param troubles what is wrong with its files, a sentence each
  public record Line(RunView run, String location, String copies, List<String> troubles) {
    public Line {
      troubles = List.copyOf(troubles);
    }
  }

  private RunTable() {}

  /// What keeps a run from being a success, in one sentence; null when it is one, or is still
  /// going.
  public static @Nullable String why(RunView run) {
    if (!run.status().unsuccessful()) {
      return null;
    }
    Blocker stage = Blocker.of(run);
    if (stage != null) {
      return stage.headline();
    }
    Dossier dossier = Dossier.of(run);
    return dossier == null ? null : dossier.blocker();
  }

  public static List<String> of(List<Line> runs, Palette palette) {
    int width = 4;
    for (Line line : runs) {
      width = Math.max(width, Math.min(40, VisibleText.line(line.run().name()).length()));
    }
    List<String> lines = new ArrayList<>();
    for (Line line : runs) {
      RunView run = line.run();
      String name = VisibleText.line(run.name());
      String created =
          run.createdAt() == null ? "-".repeat(19) : run.createdAt().toString().substring(0, 19);
      String key = run.created().text("execution_key", "--------");
      lines.add(
          created
              + "  "
              + name
              + " ".repeat(Math.max(0, width - name.length()))
              + "  "
              + palette.dim(VisibleText.line(key.substring(0, Math.min(8, key.length()))))
              + "  "
              + Shown.paint(palette, run.status(), Shown.words(run.status()))
              + Shown.took(run.attempt()));
      String why = why(run);
      if (why != null) {
        lines.add("    " + VisibleText.line(why));
      }
      for (String trouble : line.troubles()) {
        lines.add("    " + palette.red("! " + VisibleText.line(trouble)));
      }
      String where = line.location() + (line.copies().isEmpty() ? "" : "  (" + line.copies() + ")");
      lines.add("    " + palette.dim(VisibleText.line(run.runId() + "  " + where)));
    }
    return lines;
  }
}
