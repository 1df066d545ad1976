package dev.clew.cli.command;

import dev.clew.cli.option.ReplayOptions;
import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.command.rerun.EnvironmentChanges;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.execution.replay.GivenInputs;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.PlanText;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunFiles;
import dev.clew.runs.Runs;
import dev.clew.runs.replay.Planned;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew plan`: what can safely be run again.
@Command(
    name = "plan",
    description = "Say what a replay of a run would reuse, do again and leave alone.",
    usageHelpAutoWidth = true,
    footer = {"", "Nothing is run. Exit codes: 0 it can be replayed, 1 it is blocked."})
final class PlanCommand extends Subcommand {
  PlanCommand(Terminal terminal) {
    super(terminal);
  }

  @Mixin private ReplayOptions options = new ReplayOptions();

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    Runs runs = where.isStore() ? where.runs(terminal) : new RunFiles(Path.of(""));
    FoundAttempt wanted = FoundAttempt.find(runs, options.run);
    wanted.found().requireUndamaged();
    GivenInputs inputs = GivenInputs.of(wanted.found().view(), options.inputs(), System::getenv);
    Planned planned = Planned.of(wanted, options.ask(), inputs.others(), terminal::progress);
    planned.keep();
    ReplayPlan plan = planned.plan();
    EnvironmentChanges.of(wanted.attempt(), ThisProcess.surroundings())
        .sentences()
        .forEach(change ->
            terminal.error(
                "clew: warning: " + VisibleText.line(change) + "; a replay must accept it"));
    @Nullable String command = command(planned, inputs.absent());
    if (json) {
      Json.Obj out = plan.toJson(command).with("folder", Json.of(planned.folder().toString()));
      terminal.line(JsonWriter.pretty(out));
    } else {
      PlanText.of(
              wanted.found().view(),
              wanted.attempt(),
              plan,
              command,
              planned.folder().toString(),
              terminal.palette())
          .forEach(terminal::line);
    }
    return (plan.isBlocked() ? ExitCode.BLOCKED : ExitCode.OK).code();
  }

  /// How to go on with it: the replay, or another plan to make when it is blocked. Null when no
  /// other plan would help.
  ///
  /// @param secrets the inputs whose values have to be given again
  private static @Nullable String command(Planned planned, List<String> secrets) {
    String run = planned.wanted().shown();
    ReplayPlan plan = planned.plan();
    if (plan.isBlocked()) {
      ReplayAsk other = planned.wayOut();
      return other == null ? null : CommandWords.SHELL.plan(run, other);
    }
    ReplayAsk ask = planned.ask();
    ReplayAsk same = new ReplayAsk(plan.asked(), ask.acceptedEffects(), ask.newRun());
    return CommandWords.replay(run, same, secrets, plan.digest());
  }
}
