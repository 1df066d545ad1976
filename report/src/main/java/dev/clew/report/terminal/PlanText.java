package dev.clew.report.terminal;

import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A replay plan in a terminal, for somebody who was just paged: what would be done, what would be
/// left alone, what forbids it, and the command.
public final class PlanText {
  /// Of a checksum, in a line that people read.
  private static final int SHOWN_DIGITS = 12;

  /// Stages that are kept for one reason; the others are counted.
  private static final int MAX_STAGES = 20;

  /// Artifacts of one state that are named before the others are only counted.
  private static final int MAX_NAMED = 6;

  private final RunView run;
  private final AttemptView attempt;
  private final ReplayPlan plan;
  private final Palette palette;
  private final List<String> lines = new ArrayList<>();

  private PlanText(RunView run, AttemptView attempt, ReplayPlan plan, Palette palette) {
    this.run = run;
    this.attempt = attempt;
    this.plan = plan;
    this.palette = palette;
  }

  /// @param command how to go on: the replay, or another plan to make when it is blocked; null when
  ///   none would help
  /// @param folder where the artifacts were looked for
  public static List<String> of(
      RunView run,
      AttemptView attempt,
      ReplayPlan plan,
      @Nullable String command,
      String folder,
      Palette palette) {
    PlanText text = new PlanText(run, attempt, plan, palette);
    text.head();
    text.stages();
    text.reuse(folder);
    text.effects();
    text.warnings();
    text.end(command);
    return text.lines;
  }

  private void head() {
    lines.add(
        palette.bold(VisibleText.line(run.name()))
            + "  "
            + Shown.paint(palette, attempt.status(), Shown.words(attempt.status()))
            + palette.dim(
                "  attempt "
                    + attempt.number()
                    + " of "
                    + run.attempts().size()
                    + "  "
                    + VisibleText.line(run.runId())));
    lines.add("");
    String from = plan.from().equals("boot") ? "the beginning" : plan.from();
    String asked =
        plan.asked().equals(plan.from()) || (plan.from().equals("boot") && isWhole())
            ? ""
            : ", not from " + plan.asked();
    add(
        "REPLAY",
        palette.bold("from " + VisibleText.line(from)) + asked + ": " + shown(plan.why()));
  }

  private boolean isWhole() {
    return plan.asked().equals("boot")
        || (!plan.steps().isEmpty()
            && plan.steps().getFirst().stage().toString().equals(plan.asked()));
  }

  private void stages() {
    int width = 8;
    for (ReplayPlan.Step step : plan.steps()) {
      width = Math.max(width, Math.min(48, step.stage().toString().length()));
    }
    boolean first = true;
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (ReplayPlan.Step step : plan.steps()) {
      if (step.action() == ReplayPlan.Action.KEEP) {
        kept.computeIfAbsent(step.reason(), reason -> new ArrayList<>())
            .add(shown(step.stage().toString()));
        continue;
      }
      String name = shown(step.stage().toString());
      add(
          first ? "REDO" : "",
          name + " ".repeat(Math.max(0, width - name.length()) + 2) + dim(step.reason()));
      first = false;
    }
    if (first) {
      add("REDO", plan.steps().isEmpty() ? "the whole command" : "the write-back alone");
    }
    first = true;
    for (Map.Entry<String, List<String>> one : kept.entrySet()) {
      add(first ? "KEEP" : "", few(one.getValue()) + dim("  " + one.getKey()));
      first = false;
    }
  }

  private static String few(List<String> names) {
    if (names.size() <= MAX_STAGES) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, MAX_STAGES))
        + " and "
        + (names.size() - MAX_STAGES)
        + " more";
  }

  private void reuse(String folder) {
    Map<OnDisk.State, List<String>> byState = new LinkedHashMap<>();
    List<String> values = new ArrayList<>();
    for (ReplayPlan.Reuse one : plan.reuse()) {
      if (one.artifactId() == null) {
        values.add(shown(one.what()));
      } else {
        byState.computeIfAbsent(one.state(), state -> new ArrayList<>()).add(reused(one));
      }
    }
    boolean first = true;
    for (Map.Entry<OnDisk.State, List<String>> one : byState.entrySet()) {
      List<String> names = one.getValue();
      for (String name : names.subList(0, Math.min(MAX_NAMED, names.size()))) {
        add(first ? "REUSE" : "", state(one.getKey()) + "  " + name);
        first = false;
      }
      if (names.size() > MAX_NAMED) {
        add("", state(one.getKey()) + "  and " + (names.size() - MAX_NAMED) + " more");
      }
    }
    if (!byState.isEmpty()) {
      add("", dim("in " + folder));
    }
    for (String value : values) {
      add(first ? "REUSE" : "", "ledger       " + value);
      first = false;
    }
  }

  private String reused(ReplayPlan.Reuse one) {
    String checksum = one.checksum();
    String digits =
        checksum == null
            ? "no checksum"
            : checksum.substring(0, Math.min(checksum.length(), "sha256:".length() + SHOWN_DIGITS));
    return shown(one.what()) + dim("  " + digits);
  }

  private String state(OnDisk.State state) {
    String word = state.wire().replace('_', ' ');
    String padded = word + " ".repeat(Math.max(0, 11 - word.length()));
    return switch (state) {
      case VERIFIED -> palette.green(padded);
      case NOT_CHECKED -> palette.dim(padded);
      case CHANGED, MISSING -> palette.red(padded);
    };
  }

  private void effects() {
    boolean first = true;
    for (EffectView effect : plan.effects()) {
      String state =
          switch (effect.state()) {
            case COMMITTED -> palette.yellow("is done already, and would be done again");
            case NOT_COMMITTED -> "did not take effect";
            case UNKNOWN ->
                plan.accepted().contains(effect.effectId())
                    ? palette.yellow("nobody knows whether it took effect; accepted")
                    : palette.red("nobody knows whether it took effect");
            case NONE -> "has none";
          };
      String stage = effect.stage() == null ? "" : shown(effect.stage().toString()) + "  ";
      add(
          first ? "EFFECTS" : "",
          stage + shown(effect.what()) + ": " + state + dim("  " + effect.evidence()));
      first = false;
    }
  }

  private void warnings() {
    for (ReplayPlan.Change change : plan.changed()) {
      add(
          "CHANGED",
          palette.yellow(shown(change.text())) + "; what is done again uses it as it is");
    }
    for (ReplayPlan.Block block : plan.blocked()) {
      add("BLOCKED", palette.red(shown(block.code())) + " " + shown(block.why()));
    }
  }

  private void end(@Nullable String command) {
    lines.add("");
    if (!plan.isBlocked()) {
      add("DIGEST", palette.dim(plan.digest()));
    } else if (plan.unknownEffects().equals(plan.blocked())) {
      add("", "look outside whether it took effect; if it may be done again:");
    } else {
      add("", "settle what blocks it, then plan again" + (command == null ? "" : "; or"));
    }
    if (command != null) {
      add("NEXT", palette.bold(shown(command)));
    }
  }

  private void add(String label, String text) {
    lines.add(palette.dim(label + " ".repeat(Math.max(1, 9 - label.length()))) + text);
  }

  private String dim(String text) {
    return palette.dim(shown(text));
  }

  private static String shown(String text) {
    return VisibleText.line(text);
  }
}
