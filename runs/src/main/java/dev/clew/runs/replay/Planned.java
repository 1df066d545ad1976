package dev.clew.runs.replay;

import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.json.Json;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.PlanDrift;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.replay.WayOut;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.ShellWord;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.file.RunFileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A plan of a replay, made of what the ledger says and of what stands on the disk now.
///
/// @param folder where the artifacts were looked for
public record Planned(
    FoundAttempt wanted,
    Explanation explained,
    ReplayAsk ask,
    OnDisk disk,
    ReplayPlan plan,
    Path folder) {
  /// Of the digest, in a command that people read.
  private static final int SHOWN_DIGITS = 16;

  /// The shortest beginning of a digest that stands for it.
  private static final int MIN_DIGITS = 12;

  /// @param otherInputs the names of inputs that are given with another value than the run had
  /// @param progress is told, in one line, what takes long
  public static Planned of(
      FoundAttempt wanted, ReplayAsk ask, Set<String> otherInputs, Consumer<String> progress) {
    DiskLook look = new DiskLook(wanted, progress);
    OnDisk disk = look.look(otherInputs);
    Explanation explained = Explanation.of(wanted.found().view(), wanted.attempt());
    ReplayPlan plan = ReplayPlanner.of(explained, ask, disk);
    requireKnownStart(wanted, ask, plan);
    return new Planned(wanted, explained, ask, disk, plan, look.folder());
  }

  /// What was asked for is a mistake of the command line, and nothing that stands in the way.
  private static void requireKnownStart(FoundAttempt wanted, ReplayAsk ask, ReplayPlan plan) {
    for (ReplayPlan.Block block : plan.blocked()) {
      if (ask.from() != null && block.code().equals("unknown_start")) {
        List<String> names = new ArrayList<>();
        wanted.attempt().stages().forEach(stage -> names.add(stage.path().toString()));
        String near = Nearest.to(ask.from(), names);
        throw Refusal.invalid(
            "--from "
                + ask.from()
                + ": "
                + block.why()
                + (near == null ? "" : "; did you mean '" + near + "'?"));
      }
    }
  }

  /// Keeps it, so that a later drift can be named.
  public void keep() {
    file().add(plan);
  }

  private PlanFile file() {
    Path path = Path.of(wanted.found().source().location());
    RunFileNames names =
        wanted.found().source() instanceof LedgerSource
            ? RunFileNames.of(path)
            : RunFileNames.ofReport(path);
    return new PlanFile(names.folder(), names.stem());
  }

  /// @throws Refusal when it is not the plan of that digest; the message names what differs
  public void requireDigest(String given) {
    String hex = given.startsWith("sha256:") ? given.substring("sha256:".length()) : given;
    if (!hex.matches("[0-9a-f]{" + MIN_DIGITS + ",64}")) {
      throw Refusal.invalid(
          "--plan-digest takes at least " + MIN_DIGITS + " digits of what `clew plan` printed");
    }
    if (PlanFile.matches(plan.digest(), hex)) {
      return;
    }
    Json.Obj before = file().find(hex);
    List<String> lines = new ArrayList<>();
    lines.add("nothing was done: the plan has changed since " + given);
    if (before == null) {
      lines.add("  that plan is not kept here, so what differs cannot be named");
    } else {
      PlanDrift.between(before, plan.facts()).forEach(line -> lines.add("  " + line));
    }
    lines.add("look again: clew plan " + ShellWord.of(wanted.shown()) + from());
    throw Refusal.blocked(String.join("\n", lines));
  }

  /// @throws Refusal when the plan is blocked
  public void requireNotBlocked() {
    requireNone("replay", plan.blocked());
  }

  /// For a retry, which takes everything as it is now but does not repeat what nobody knows about.
  ///
  /// @throws Refusal when an effect of unknown outcome is not accepted
  public void requireEffectsAccepted() {
    requireNone("retry", plan.unknownEffects());
  }

  private static void requireNone(String what, List<ReplayPlan.Block> blocked) {
    if (blocked.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add("nothing was done: the " + what + " is blocked");
    for (ReplayPlan.Block block : blocked) {
      lines.add("  " + block.code() + " " + block.subject() + ": " + block.why());
    }
    throw Refusal.blocked(String.join("\n", lines));
  }

  /// How to go on with it: the replay, or another plan to make when it is blocked. Null when no
  /// other plan would help.
  ///
  /// @param secrets the inputs whose values have to be given again
  public @Nullable String command(List<String> secrets) {
    String run = ShellWord.of(wanted.shown());
    if (plan.isBlocked()) {
      ReplayAsk other = WayOut.of(explained, ask, disk);
      return other == null ? null : "clew plan " + run + CommandWords.options(other);
    }
    String hex = plan.digest().substring("sha256:".length());
    ReplayAsk same = new ReplayAsk(plan.asked(), ask.acceptedEffects(), ask.newRun());
    StringBuilder command =
        new StringBuilder("clew replay ").append(run).append(CommandWords.options(same));
    for (String name : secrets) {
      command.append(" --input ").append(ShellWord.of(name)).append("=…");
    }
    return command.append(" --plan-digest ").append(hex, 0, SHOWN_DIGITS).toString();
  }

  private String from() {
    return " --from " + ShellWord.of(plan.asked());
  }
}
