package dev.clew.core.dossier;

import dev.clew.core.event.NamedValue;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.run.ArtifactView;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.ToolCallView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody who was just paged can do next, with the exact command.
///
/// @param command to be pasted into a shell; null when there is none. The value of a secret is left
///   open: `NAME=…`
/// @param replay the plan that it proposes, from `start`; null when it proposes none. Whether that
///   is blocked is known to whoever makes plans
public record NextAction(String text, @Nullable String command, @Nullable Replay replay) {
  public NextAction(String text, @Nullable String command) {
    this(text, command, null);
  }

  /// @param start a stage or a window; null for the earliest place where something is left to do
  public record Replay(@Nullable String start) {}

  /// How a placeholder of the redactor begins (`docs/redaction.md`).
  private static final String REDACTED = "[redacted:";

  private static final String RETRY = "clew retry ";
  private static final String KERNEL_KILLS = "dmesg -T | grep -i 'killed process'";

  /// The most useful first.
  ///
  /// @param start where a replay can begin
  static List<NextAction> of(Facts facts, Verdict.Match match, String start) {
    RunView run = facts.run();
    List<NextAction> actions = new ArrayList<>();
    String id = quoted(run.runId());
    boolean isBlocked = !facts.completed() || facts.stage() != null;
    StagePath unknown = unknown(run, facts.stage());
    if (unknown != null) {
      // Before anything is done again it has to be known what the last go did outside.
      actions.add(
          new NextAction(
              "find out whether " + unknown + " took effect; nothing here proves it",
              "clew events " + id + " --stage " + quoted(unknown.toString())));
    }
    if (facts.phase() == Phase.SAVE) {
      actions.add(plan("replay from " + start, id + " --from " + quoted(start), start));
      for (ArtifactView artifact : facts.written()) {
        String artifactId = quoted(artifact.artifactId());
        actions.add(
            new NextAction(
                "inspect " + artifact.shown(), "clew artifacts " + id + " " + artifactId));
      }
    }
    if (match.cause() == Cause.RATE_LIMIT) {
      actions.add(new NextAction("wait before the next attempt" + retryAfter(facts), null));
    }
    ProcessEnd process = facts.process();
    if (process != null && process.isKilled() && match.cause() == Cause.UNKNOWN) {
      actions.add(
          new NextAction("ask the kernel of that machine whether it was for memory", KERNEL_KILLS));
    } else if (process != null && process.isOutOfMemory()) {
      actions.add(
          new NextAction("ask the kernel of that machine which process it killed", KERNEL_KILLS));
    }
    if (facts.phase() == Phase.ACTIVE && isBlocked) {
      actions.add(plan("see what can be rerun safely", id, null));
    }
    AttemptView before = facts.previous();
    if (before != null) {
      actions.add(
          new NextAction(
              "compare with attempt " + before.number(),
              "clew diff "
                  + id
                  + "@"
                  + before.number()
                  + " "
                  + id
                  + "@"
                  + facts.attempt().number()));
    }
    again(run, facts.stage(), actions);
    return actions;
  }

  private static NextAction plan(String text, String options, @Nullable String start) {
    return new NextAction(text, "clew plan " + options, new Replay(start));
  }

  /// The stage of which nobody knows whether it took effect: that which blocks the run, or else the
  /// last of several. Null when there is none.
  private static @Nullable StagePath unknown(RunView run, @Nullable Blocker blocker) {
    StagePath last = null;
    for (EffectView effect : run.attempt().effects()) {
      StagePath stage = effect.stage();
      if (effect.state() == EffectView.State.UNKNOWN && stage != null) {
        if (blocker != null && stage.equals(blocker.stage())) {
          return stage;
        }
        last = stage;
      }
    }
    return last;
  }

  private static String retryAfter(Facts facts) {
    Signal root = facts.root();
    String after = root == null ? null : root.row().event().attributes().text("retry_after");
    return after == null ? "" : ": the service asks for " + after;
  }

  private static void again(RunView run, @Nullable Blocker blocker, List<NextAction> actions) {
    String again = runAgain(run);
    if (again != null) {
      if (blocker != null && bodyIsGone(run, blocker) && !again.startsWith(RETRY)) {
        actions.add(
            new NextAction("run it again and keep the bodies", again + " --capture-http bodies"));
      }
      actions.add(new NextAction("run it again" + repeats(run), again));
    }
    String key = run.created().text("execution_key");
    if (key != null && key.length() >= 8) {
      actions.add(
          new NextAction("find runs of the same work", "clew list --grep " + key.substring(0, 8)));
    }
  }

  private static boolean bodyIsGone(RunView run, Blocker blocker) {
    ToolCallView call = run.attempt().lastCall(blocker.stage());
    Json.Obj ended = call == null ? null : call.ended();
    return ended != null && "none".equals(ended.object("body").text("captured"));
  }

  private static String repeats(RunView run) {
    Set<String> committed = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (EffectView effect : run.attempt().effects()) {
      StagePath path = effect.stage();
      String who = path == null ? effect.what() : path.toString();
      if (effect.state() == EffectView.State.COMMITTED) {
        committed.add(who);
      } else if (effect.state() == EffectView.State.UNKNOWN) {
        unknown.add(who);
      }
    }
    String text = "";
    if (!committed.isEmpty()) {
      text += "; repeats what " + String.join(", ", committed) + " did";
    }
    if (!unknown.isEmpty()) {
      text += "; nobody knows whether " + String.join(", ", unknown) + " took effect";
    }
    return text;
  }

  /// Null when the producer does not say how it was called.
  private static @Nullable String runAgain(RunView run) {
    StringBuilder command = new StringBuilder();
    for (Json word : run.attempt().facts().list("again")) {
      if (word instanceof Json.Str text) {
        command.append(command.isEmpty() ? "" : " ").append(quoted(text.value()));
      }
    }
    if (command.isEmpty()) {
      return null;
    }
    if (command.indexOf(REDACTED) >= 0) {
      // Without what was taken out it is another command; this one says what is missing.
      return RETRY + quoted(run.runId());
    }
    for (Json.Obj secret : run.attempt().facts().objects("provided_from")) {
      String where = secret.text("name", "") + "=" + secret.text("where", "");
      command.append(" --secret ").append(quoted(where));
    }
    Set<String> provided = provided(run);
    for (NamedValue input : run.inputs()) {
      if (provided.contains(input.name())) {
        continue;
      }
      String value =
          input.value() instanceof Json.Str text ? text.value() : input.value().toString();
      Json.Obj missing = input.missing();
      if (missing != null && "not_supplied".equals(missing.text("code"))) {
        continue;
      }
      command.append(" --input ");
      if (input.secret() || missing != null || value.contains(REDACTED)) {
        command.append(quoted(input.name())).append("=…");
      } else {
        command.append(quoted(input.name() + "=" + value));
      }
    }
    return command.toString();
  }

  /// The inputs that a provider of secrets gives again.
  private static Set<String> provided(RunView run) {
    Set<String> names = new LinkedHashSet<>();
    for (Json.Obj input : run.created().objects("inputs")) {
      if (input.text("source", "").startsWith("secret ")) {
        names.add(input.text("name", ""));
      }
    }
    return names;
  }

  /// A word for a POSIX shell.
  public static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int at = 0; at < word.length() && plain; at++) {
      char unit = word.charAt(at);
      plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || "-_./=@:+,%".indexOf(unit) >= 0;
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
