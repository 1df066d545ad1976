package dev.clew.runs.replay;

import dev.clew.core.Advice;
import dev.clew.core.Nearest;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.dossier.Explanation;
import dev.clew.core.json.Json;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.PlanDrift;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.replay.WayOut;
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
  private static final String SHA_256 = "sha256:";

  /// The shortest beginning of a digest that stands for it.
  public static final int MIN_DIGITS = 12;

  /// @param otherInputs the names of inputs that are given with another value than the run had
  /// @param progress is told, in one line, what takes long
  public static Planned of(
      FoundAttempt wanted, ReplayAsk ask, Set<String> otherInputs, Consumer<String> progress) {
    DiskLook look = new DiskLook(wanted, progress);
    OnDisk disk = look.look(otherInputs);
    Explanation explained = wanted.explanation();
    ReplayPlan plan = ReplayPlanner.of(explained, ask, disk);
    requireKnownStart(wanted, ask, plan);
    return new Planned(wanted, explained, ask, disk, plan, look.folder());
  }

  /// What was asked for is a mistake, and nothing that stands in the way.
  private static void requireKnownStart(FoundAttempt wanted, ReplayAsk ask, ReplayPlan plan) {
    ReplayPlan.Block unknown = plan.unknownStart();
    if (ask.from() == null || unknown == null) {
      return;
    }
    List<String> names = new ArrayList<>();
    wanted.attempt().stages().forEach(stage -> names.add(stage.path().toString()));
    String near = Nearest.to(ask.from(), names);
    throw Refusal.invalid(
        Setting.START,
        ask.from() + ": " + unknown.why() + (near == null ? "" : "; did you mean '" + near + "'?"));
  }

  /// Keeps it beside the file of the run, so that a later drift can be named. There is none beside
  /// a run that a server or a store has.
  public void keep() {
    if (wanted.found().isInFile()) {
      file().add(plan);
    }
  }

  private PlanFile file() {
    Path path = Path.of(wanted.found().source().location());
    RunFileNames names =
        wanted.found().source() instanceof LedgerSource
            ? RunFileNames.of(path)
            : RunFileNames.ofReport(path);
    return new PlanFile(names.folder(), names.stem());
  }

  /// Whether that is a digest, or enough of its beginning.
  public static boolean isDigest(String given) {
    return hex(given).matches("[0-9a-f]{" + MIN_DIGITS + ",64}");
  }

  private static String hex(String digest) {
    return digest.startsWith(SHA_256) ? digest.substring(SHA_256.length()) : digest;
  }

  /// @param given a digest, or enough of its beginning
  /// @throws Refusal when it is not the plan of that digest; the message names what differs
  public void requireDigest(String given) {
    String hex = hex(given);
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
    throw Refusal.blocked(
        String.join("\n", lines), new Remedy.SeePlan(wanted.shown(), plan.asked()));
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
    List<Advice> lines = new ArrayList<>();
    lines.add(Advice.of("nothing was done: the " + what + " is blocked"));
    for (ReplayPlan.Block block : blocked) {
      lines.add(
          Advice.of(
              "  " + block.code() + " " + block.subject() + ": " + block.why(), block.remedy()));
    }
    throw Refusal.blocked(lines);
  }

  /// What to ask for in the place of a plan that is blocked; null when nothing else would help.
  public @Nullable ReplayAsk wayOut() {
    return WayOut.of(explained, ask, disk);
  }
}
