package dev.clew.report.terminal;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.report.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs, two lines each: when, what and how it ended; then what blocks it and where it is kept.
public final class RunTable {
  /// What is shown of a run itself.
  ///
  /// @param took how long its attempt took; null when that is not known
  /// @param own how much of that clew itself did for a command
  /// @param inWords both, as the end of its line
  /// @param why what keeps it from being a success; null when it is one, or is still going
  public record Head(
      String runId,
      String name,
      @Nullable Timestamp created,
      String key,
      RunStatus status,
      @Nullable Duration took,
      Duration own,
      String inWords,
      @Nullable String why) {
    public static Head of(RunView run) {
      AttemptView attempt = run.attempt();
      Timing timing = Timing.of(attempt);
      return new Head(
          run.runId(),
          run.name(),
          run.createdAt(),
          run.created().get(RunCreated.EXECUTION_KEY, ""),
          run.status(),
          attempt.duration(),
          timing.clewsOwn(),
          Shown.took(attempt, timing),
          RunTable.why(run));
    }
  }

  /// @param depth how many runs of the table stand above it, each of which has started the next
  /// @param location where the run is kept
  /// @param copies where it is kept too, in a few words; empty when it is nowhere else
  /// @param troubles what is wrong with its files, a sentence each
  public record Line(Head run, int depth, String location, String copies, List<String> troubles) {
    public Line {
      troubles = List.copyOf(troubles);
    }
  }

  private static final String INDENT = "  ";
  private static final int MAX_DEPTH = 8;

  private RunTable() {}

  /// What keeps a run from being a success, in one sentence; null when it is one, or is still
  /// going.
  private static @Nullable String why(RunView run) {
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
      Head run = line.run();
      String indent = INDENT.repeat(Math.min(line.depth(), MAX_DEPTH));
      String name = VisibleText.line(run.name());
      String created =
          run.created() == null ? "-".repeat(19) : run.created().toString().substring(0, 19);
      String key = run.key().isEmpty() ? "--------" : run.key();
      lines.add(
          indent
              + created
              + "  "
              + name
              + " ".repeat(Math.max(0, width - name.length()))
              + "  "
              + palette.dim(VisibleText.line(key.substring(0, Math.min(8, key.length()))))
              + "  "
              + Shown.paint(palette, run.status(), Shown.words(run.status()))
              + run.inWords());
      String why = run.why();
      if (why != null) {
        lines.add(indent + "    " + VisibleText.line(why));
      }
      for (String trouble : line.troubles()) {
        lines.add(indent + "    " + palette.red("! " + VisibleText.line(trouble)));
      }
      lines.add(indent + "    " + palette.dim(VisibleText.line(whichAndWhere(line))));
    }
    return lines;
  }

  /// In a store a run is kept under its id.
  private static String whichAndWhere(Line line) {
    String id = line.run().runId();
    String where = line.location().equals(id) ? "" : "  " + line.location();
    return id + where + (line.copies().isEmpty() ? "" : "  (" + line.copies() + ")");
  }
}
