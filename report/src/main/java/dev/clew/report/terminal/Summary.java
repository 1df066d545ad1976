package dev.clew.report.terminal;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.NamedValue;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a run in a terminal: what blocks it, what it left behind.
public final class Summary {
  /// Of each status.
  private static final int MAX_CONSEQUENCES = 5;

  private final RunView run;
  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  private Summary(RunView run, Palette palette) {
    this.run = run;
    this.palette = palette;
  }

  /// Only what comes after the stages, for a terminal that has already shown them one by one.
  public static List<String> afterStages(RunView run, Palette palette) {
    Summary summary = new Summary(run, palette);
    summary.blocker();
    summary.output();
    return summary.lines;
  }

  /// What `clew why` says.
  public static List<String> why(RunView run, Palette palette) {
    Summary summary = new Summary(run, palette);
    summary.head();
    Blocker blocker = Blocker.of(run);
    if (blocker == null) {
      summary.lines.add("");
      summary.lines.add("nothing blocks this run");
    } else {
      summary.blocker();
      summary.evidence(blocker);
    }
    summary.output();
    return summary.lines;
  }

  private void head() {
    AttemptView attempt = run.attempt();
    String status = Shown.paint(palette, run.status(), Shown.words(run.status()));
    StringBuilder head = new StringBuilder(palette.bold(VisibleText.line(run.name())));
    head.append("  ").append(status);
    if (attempt.duration() != null) {
      head.append(" in ").append(Shown.duration(attempt.duration()));
    }
    if (attempt.startedAt() != null) {
      head.append(palette.dim("  " + attempt.startedAt()));
    }
    lines.add(head.toString());
    lines.add(palette.dim(VisibleText.line(run.runId())));
  }

  /// How it ended, in one line: `completed with failures in 1.2 s · run_01k…`.
  public static String verdict(RunView run, Palette palette) {
    StringBuilder line =
        new StringBuilder(Shown.paint(palette, run.status(), Shown.words(run.status())));
    if (run.attempt().duration() != null) {
      line.append(" in ").append(Shown.duration(run.attempt().duration()));
    }
    return line.append(palette.dim("  " + VisibleText.line(run.runId()))).toString();
  }

  private void blocker() {
    Blocker blocker = Blocker.of(run);
    if (blocker == null) {
      return;
    }
    lines.add("");
    lines.add(label("BLOCKER") + palette.bold(VisibleText.line(blocker.headline())));
    Json.Obj quote = blocker.quote();
    if (quote != null) {
      quoted(quote, blocker.headline());
    }
    consequences(blocker);
  }

  /// Those that did not succeed; of many, the first of each status stand for the others.
  private void consequences(Blocker blocker) {
    Map<StageStatus, Integer> seen = new EnumMap<>(StageStatus.class);
    for (Blocker.Consequence consequence : blocker.consequences()) {
      StageStatus status = consequence.status();
      if (status != StageStatus.SUCCEEDED
          && seen.merge(status, 1, Integer::sum) <= MAX_CONSEQUENCES) {
        lines.add(
            label("THEN")
                + VisibleText.line(consequence.stage().toString())
                + " "
                + words(status)
                + ": "
                + VisibleText.line(consequence.text()));
      }
    }
    seen.forEach((status, count) -> {
      if (count > MAX_CONSEQUENCES) {
        lines.add(label("") + (count - MAX_CONSEQUENCES) + " more " + words(status));
      }
    });
  }

  private static String words(StageStatus status) {
    return status.wire().replace('_', ' ');
  }

  private void quoted(Json.Obj quote, String headline) {
    String message = quote.text("message");
    if (message != null && !headline.contains(message)) {
      lines.add(label("SAYS") + VisibleText.line(message));
    }
    List<String> fields = new ArrayList<>();
    for (Json.Obj field : quote.objects("fields")) {
      fields.add(field.text("name", "") + "=" + field.text("value", ""));
    }
    if (!fields.isEmpty()) {
      lines.add(label("ANSWER") + VisibleText.line(String.join("  ", fields)));
    }
  }

  private void evidence(Blocker blocker) {
    for (Blocker.Claim claim : blocker.evidence()) {
      lines.add(
          label("FOR") + VisibleText.line(claim.claim()) + palette.dim("  row " + claim.row()));
    }
    for (NextAction action : NextAction.of(run, blocker)) {
      String command = action.command();
      lines.add(label("NEXT") + VisibleText.line(action.text()));
      if (command != null) {
        lines.add(label("") + palette.bold(VisibleText.line(command)));
      }
    }
  }

  private void output() {
    List<NamedValue> output = run.attempt().output();
    if (output.isEmpty()) {
      return;
    }
    lines.add("");
    int width = 0;
    for (NamedValue value : output) {
      width = Math.max(width, value.name().length());
    }
    String label = "OUTPUT";
    for (NamedValue value : output) {
      String name = VisibleText.line(value.name());
      lines.add(
          label(label)
              + name
              + " ".repeat(width - Math.min(width, name.length()) + 2)
              + Shown.value(value.value())
              + why(value.missing()));
      label = "";
    }
  }

  private String why(Json.@Nullable Obj missing) {
    return missing == null
        ? ""
        : palette.dim("  (" + VisibleText.line(missing.text("reason", "")) + ")");
  }

  private String label(String label) {
    return palette.dim(label + " ".repeat(9 - label.length()));
  }
}
