package dev.clew.report.terminal;

import dev.clew.core.replay.FolderLook;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayCondition;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A replay plan in a terminal, for somebody who was just paged: what would be done, what would be
/// left alone, what forbids it, and the command.
public final class PlanText {
  /// Stages that are kept for one reason; the others are counted.
  private static final int MAX_STAGES = 20;

  /// Files of the workspace that are named before the others are only counted.
  private static final int MAX_NAMED = 6;

  private static final int MAX_STAGE_CHARS = 48;

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
    text.reuse(folder);
    text.redo();
    text.kept();
    text.effects();
    text.warnings();
    text.conditions();
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

  private void redo() {
    List<String[]> again = new ArrayList<>();
    for (ReplayPlan.Step step : plan.steps()) {
      if (step.action() != ReplayPlan.Action.KEEP) {
        again.add(new String[] {shown(step.stage().toString()), step.reason()});
      }
    }
    if (again.isEmpty()) {
      again.add(
          new String[] {plan.steps().isEmpty() ? "the whole command" : "the write-back alone", ""});
    }
    // That a command ends is no news where nothing else is known of it.
    if (!plan.steps().isEmpty() || plan.owed().size() > 1) {
      plan.owed().forEach(owed -> again.add(new String[] {owed.what(), owed.why()}));
    }
    int width = 8;
    for (String[] one : again) {
      width = Math.max(width, Math.min(MAX_STAGE_CHARS, one[0].length()));
    }
    boolean first = true;
    for (String[] one : again) {
      String gap = one[1].isEmpty() ? "" : " ".repeat(Math.max(0, width - one[0].length()) + 2);
      add(first ? "REDO" : "", one[0] + gap + dim(one[1]));
      first = false;
    }
  }

  private void kept() {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (ReplayPlan.Step step : plan.steps()) {
      if (step.action() == ReplayPlan.Action.KEEP) {
        kept.computeIfAbsent(step.reason(), reason -> new ArrayList<>())
            .add(shown(step.stage().toString()));
      }
    }
    boolean first = true;
    for (Map.Entry<String, List<String>> one : kept.entrySet()) {
      add(first ? "KEEP" : "", few(one.getValue(), MAX_STAGES) + dim("  " + one.getKey()));
      first = false;
    }
  }

  private static String few(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  private void reuse(String folder) {
    boolean first = true;
    for (String line : ReuseText.of(plan.reuse(), folder, palette)) {
      add(first ? "REUSE" : "", line);
      first = false;
    }
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
      boolean isThere = change.state() != OnDisk.State.MISSING;
      add(
          "CHANGED",
          palette.yellow(shown(change.text()))
              + (isThere ? "; what is done again uses it as it is" : ""));
    }
    workspace();
    for (ReplayPlan.Block block : plan.blocked()) {
      add(
          "BLOCKED",
          palette.red(shown(block.code()))
              + " "
              + shown(RemedyWords.told(block.why(), block.remedy())));
    }
  }

  /// What is other in the workspace and is not named already.
  private void workspace() {
    Set<String> named = new HashSet<>();
    plan.changed().forEach(change -> named.add(change.what()));
    plan.blocked().forEach(block -> named.add("file/" + block.subject()));
    List<String> names = new ArrayList<>();
    for (FolderLook.Change change : plan.workspace().changes()) {
      String path = shown(change.path());
      if (!named.contains("file/" + change.path())) {
        switch (change.how()) {
          case CHANGED -> names.add(path);
          case GONE -> names.add(path + " (gone)");
          case REWRITTEN -> names.add(path + " (perhaps)");
          case ADDED, REMOVED -> {}
        }
      }
    }
    if (!names.isEmpty()) {
      add(
          "CHANGED",
          palette.yellow("in the workspace: " + few(names, MAX_NAMED))
              + "; no stage that is done again is known to read "
              + (names.size() == 1 ? "it" : "them"));
    }
  }

  private void conditions() {
    List<String> held = new ArrayList<>();
    for (ReplayCondition condition : plan.conditions()) {
      if (condition.holds()) {
        held.add(words(condition));
      }
    }
    int all = plan.conditions().size();
    if (held.size() == all) {
      add("HOLDS", "all " + all + " conditions of a replayable run");
      return;
    }
    String names = held.isEmpty() ? "" : ": " + String.join(", ", held);
    add("HOLDS", held.size() + " of " + all + " conditions" + names);
    boolean first = true;
    for (ReplayCondition condition : plan.lacking()) {
      add(first ? "LACKS" : "", words(condition) + ": " + dim(condition.why()));
      first = false;
    }
  }

  private static String words(ReplayCondition condition) {
    return condition.code().wire().replace('_', ' ');
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
