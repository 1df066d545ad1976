package dev.clew.report.terminal;

import dev.clew.core.Remedy;
import dev.clew.core.dossier.NextAction;
import dev.clew.core.dossier.NextAction.RecordedStart;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.SurfaceWords;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What can be done, and what was asked for, as commands to be pasted into a shell.
public enum CommandWords implements SurfaceWords {
  SHELL;

  private static final String KERNEL_KILLS = "dmesg -T | grep -i 'killed process'";
  private static final int KEY_DIGITS = 8;

  /// Of the digest of a plan, in a command that people read.
  private static final int PLAN_DIGITS = 16;

  @Override
  public @Nullable String action(NextAction action) {
    return switch (action) {
      case NextAction.SettleEffect one ->
          "clew events "
              + ShellWord.of(one.runId())
              + " --stage "
              + ShellWord.of(one.stage().toString());
      case NextAction.Replay one -> plan(one.runId(), ReplayAsk.from(one.from()));
      case NextAction.SeePlan one ->
          plan(one.runId(), new ReplayAsk(one.from(), one.acceptedEffects(), one.newRun()));
      case NextAction.Inspect one ->
          "clew artifacts " + ShellWord.of(one.runId()) + " " + ShellWord.of(one.artifactId());
      case NextAction.Wait one -> null;
      case NextAction.AskKernel one -> KERNEL_KILLS;
      case NextAction.Compare one -> {
        String run = ShellWord.of(one.runId());
        yield "clew diff " + run + "@" + one.before() + " " + run + "@" + one.after();
      }
      case NextAction.Rerun one ->
          started(one.start()) + (one.keepBodies() ? " --capture-http bodies" : "");
      case NextAction.Retry one -> "clew retry " + ShellWord.of(one.runId());
      case NextAction.FindSameWork one ->
          "clew list --grep " + one.executionKey().substring(0, KEY_DIGITS);
    };
  }

  @Override
  public String plan(String run, ReplayAsk ask) {
    return "clew plan " + ShellWord.of(run) + options(ask);
  }

  @Override
  public List<String> start(Asked asked) {
    return StartWords.of(asked);
  }

  @Override
  public Asked asked(AttemptStarted facts) {
    return StartWords.asked(facts);
  }

  @Override
  public String told(String text, @Nullable Remedy remedy) {
    return RemedyWords.told(text, remedy);
  }

  /// How a plan is carried out.
  ///
  /// @param run as a user names it
  /// @param secrets the inputs whose values have to be given again
  /// @param digest of the plan, `sha256:…`
  public static String replay(String run, ReplayAsk ask, List<String> secrets, String digest) {
    StringBuilder command =
        new StringBuilder("clew replay ").append(ShellWord.of(run)).append(options(ask));
    for (String name : secrets) {
      command.append(" --input ").append(ShellWord.of(name)).append("=…");
    }
    String hex = digest.substring("sha256:".length());
    return command.append(" --plan-digest ").append(hex, 0, PLAN_DIGITS).toString();
  }

  /// Empty, or it begins with a space.
  private static String options(ReplayAsk ask) {
    StringBuilder options = new StringBuilder();
    String from = ask.from();
    if (from != null) {
      options.append(" --from ").append(ShellWord.of(from));
    }
    for (String effect : new TreeSet<>(ask.acceptedEffects())) {
      options.append(" --accept-effect ").append(ShellWord.of(effect));
    }
    return options.append(ask.newRun() ? " --new-run" : "").toString();
  }

  private static String started(RecordedStart start) {
    StringBuilder command = new StringBuilder();
    for (String word : start.words()) {
      command.append(command.isEmpty() ? "" : " ").append(ShellWord.of(word));
    }
    for (String secret : start.secrets()) {
      command.append(" --secret ").append(ShellWord.of(secret));
    }
    for (RecordedStart.Input input : start.inputs()) {
      String value = input.value();
      command.append(" --input ");
      if (value == null) {
        command.append(ShellWord.of(input.name())).append("=…");
      } else {
        command.append(ShellWord.of(input.name() + "=" + value));
      }
    }
    return command.toString();
  }
}
