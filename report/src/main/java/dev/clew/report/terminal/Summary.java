package dev.clew.report.terminal;

import dev.clew.core.dossier.Blocker;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.dossier.Evidence;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.fact.part.NamedText;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.Quoted;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Row;
import dev.clew.core.replay.NextSteps;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Backwards;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import dev.clew.report.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The end of a run in a terminal: what blocks it, what it left behind.
public final class Summary {
  /// Of each kind.
  private static final int MAX_EFFECTS = 10;

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
    Dossier dossier = Dossier.of(run);
    if (dossier != null) {
      summary.blocker(dossier);
    }
    summary.checks();
    summary.output();
    summary.message();
    return summary.lines;
  }

  /// What `clew why` says.
  public static List<String> why(Explanation explained, Palette palette) {
    Summary summary = new Summary(explained.run(), palette);
    summary.head(explained.timing());
    Dossier dossier = explained.dossier();
    if (dossier == null) {
      summary.lines.add("");
      summary.lines.add("nothing blocks this run");
    } else {
      summary.blocker(dossier);
      summary.failure(dossier);
    }
    summary.time(explained.timing());
    if (dossier != null) {
      summary.evidence(dossier, NextSteps.of(explained));
    }
    summary.checks();
    summary.output();
    summary.message();
    return summary.lines;
  }

  private void head(Timing timing) {
    AttemptView attempt = run.attempt();
    String status = Shown.paint(palette, run.status(), Shown.words(run.status()));
    StringBuilder head = new StringBuilder(palette.bold(VisibleText.line(run.name())));
    head.append("  ").append(status);
    head.append(Shown.took(attempt, timing));
    Timestamp begun = attempt.clock().begunAt();
    if (begun != null) {
      head.append(palette.dim("  " + begun));
    }
    lines.add(head.toString());
    lines.add(palette.dim(VisibleText.line(run.runId())));
  }

  /// How it ended, in one line: `completed with failures in 1.2 s · run_01k…`.
  public static String verdict(RunView run, Palette palette) {
    return verdict(run, Timing.of(run.attempt()), palette);
  }

  /// @param timing of the attempt that counts
  public static String verdict(RunView run, Timing timing, Palette palette) {
    return Shown.paint(palette, run.status(), Shown.words(run.status()))
        + Shown.took(run.attempt(), timing)
        + palette.dim("  " + VisibleText.line(run.runId()));
  }

  private void blocker(Dossier dossier) {
    lines.add("");
    lines.add(label("BLOCKER") + palette.bold(VisibleText.line(dossier.blocker())));
    String setting = RemedyWords.afterFailure(dossier.failure());
    if (setting != null) {
      lines.add(label("") + setting);
    }
    Blocker blocker = dossier.stage();
    if (blocker == null) {
      return;
    }
    if (!blocker.headline().equals(dossier.blocker())) {
      lines.add(label("STAGE") + VisibleText.line(blocker.headline()));
    }
    Quoted quote = blocker.quote();
    if (quote != null) {
      quoted(quote, blocker.headline());
    }
    for (Consequences.Line line : Consequences.of(blocker, run.attempt().stages())) {
      lines.add(label(line.name()) + line.text());
    }
  }

  private void quoted(Quoted quote, String headline) {
    String message = quote.message();
    if (message != null && !headline.contains(message)) {
      lines.add(label("SAYS") + VisibleText.line(message));
    }
    List<String> fields = new ArrayList<>();
    for (NamedText field : quote.fields()) {
      fields.add(field.name() + "=" + field.value());
    }
    if (!fields.isEmpty()) {
      lines.add(label("ANSWER") + VisibleText.line(String.join("  ", fields)));
    }
  }

  private void failure(Dossier dossier) {
    StringBuilder line = new StringBuilder(palette.bold(VisibleText.line(dossier.failure())));
    for (String wider : dossier.isA()) {
      line.append(", a kind of ").append(VisibleText.line(wider));
    }
    line.append("  ").append(dossier.phase().wire()).append(" × ").append(dossier.cause().wire());
    lines.add(label("FAILURE") + line + palette.dim("  " + dossier.rule()));
    for (String cause : dossier.causeChain()) {
      lines.add(label("CAUSE") + VisibleText.line(cause));
    }
  }

  /// `queue 51 s · boot 59 s · active 10m46s · save open, at least 57 s: no status write back`
  private void time(Timing timing) {
    List<String> parts = new ArrayList<>();
    for (Window window : timing.told()) {
      parts.add(window.name().wire() + " " + length(window) + Shown.clewsOwn(timing, window));
    }
    lines.add(label("TIME") + String.join(" · ", parts));
    List<String> uses = new ArrayList<>();
    timing
        .activity()
        .waiting()
        .forEach((what, time) ->
            uses.add("waiting for " + VisibleText.line(what) + " " + Shown.duration(time)));
    if (timing.activity().idle().toMillis() > 0) {
      uses.add("idle " + Shown.duration(timing.activity().idle()));
    }
    if (!uses.isEmpty()) {
      uses.addFirst("work " + Shown.duration(timing.activity().work()));
      lines.add(label("") + "of active: " + String.join(" · ", uses));
    }
  }

  private String length(Window window) {
    Window.Reason reason = window.reason();
    if (reason == null) {
      Backwards backwards = window.backwards();
      return backwards == null
          ? Shown.duration(window.duration())
          : "unknown, " + Shown.backwards(backwards);
    }
    Duration atLeast = window.atLeast();
    return palette.yellow(
        window.status().wire()
            + (atLeast == null ? "" : ", at least " + Shown.duration(atLeast))
            + ": "
            + reason.wire().replace('_', ' '));
  }

  private void evidence(Dossier dossier, List<NextAction> next) {
    for (Evidence.Side side : Evidence.Side.values()) {
      String label = side.name();
      for (Evidence one : dossier.evidence()) {
        if (one.side() == side) {
          lines.add(label(label) + VisibleText.line(one.claim()) + palette.dim(row(one)));
        }
      }
    }
    effects(dossier.leftBehind().effects());
    for (NextAction action : next) {
      String command = CommandWords.SHELL.action(action);
      lines.add(label("NEXT") + VisibleText.line(action.text()));
      if (command != null) {
        lines.add(label("") + palette.bold(VisibleText.line(command)));
      }
    }
  }

  /// Those of which nobody knows whether they happened first; of many alike the first few.
  private void effects(List<EffectView> effects) {
    for (boolean unknown : new boolean[] {true, false}) {
      int shown = 0;
      int more = 0;
      for (EffectView effect : effects) {
        if ((effect.state() == EffectView.State.UNKNOWN) != unknown) {
          continue;
        }
        if (shown == MAX_EFFECTS) {
          more++;
          continue;
        }
        shown++;
        lines.add(
            label("EFFECT")
                + VisibleText.line(effect.what() + ": " + effect.state().wire().replace('_', ' '))
                + palette.dim(
                    "  " + VisibleText.line(effect.evidence()) + "  row " + effect.row()));
      }
      if (more > 0) {
        lines.add(label("") + "and " + more + (unknown ? " more of unknown outcome" : " more"));
      }
    }
  }

  private static String row(Evidence evidence) {
    for (Evidence.Ref ref : evidence.refs()) {
      if (ref instanceof Evidence.Ref.Row row) {
        return "  row " + row.offset();
      }
    }
    return "";
  }

  private void checks() {
    List<String> checks = Checks.of(run.attempt());
    if (!checks.isEmpty()) {
      lines.add("");
    }
    checks.forEach(check -> lines.add(label("CHECK") + check));
  }

  /// What the workflow itself says at its end.
  private void message() {
    for (Row row : run.attempt().rows()) {
      Event event = row.event();
      String message = RunEnded.from(event).get(RunEnded.MESSAGE, "");
      if (event.is(Kind.RUN_FINISHED) && !message.isBlank()) {
        lines.add("");
        lines.add(label("MESSAGE") + VisibleText.line(message.strip()));
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

  private String why(@Nullable Missing missing) {
    return missing == null ? "" : palette.dim("  (" + VisibleText.line(missing.reason()) + ")");
  }

  private String label(String label) {
    return palette.dim(label + " ".repeat(9 - label.length()));
  }
}
