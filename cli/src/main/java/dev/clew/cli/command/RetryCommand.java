package dev.clew.cli.command;

import dev.clew.cli.option.AcceptedEffects;
import dev.clew.cli.option.NamedOption;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.command.rerun.CommandRerun;
import dev.clew.command.rerun.EnvironmentChanges;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.execution.replay.GivenInputs;
import dev.clew.execution.replay.WorkflowRerun;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunFiles;
import dev.clew.runs.replay.Planned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew retry`: the whole run again, as its next attempt.
@Command(
    name = "retry",
    description = "Run the whole of a run again, as its next attempt in the same ledger.",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes are those of clew run, or of the command for a run of clew exec; 1 also when an"
          + " effect blocks it."
    })
final class RetryCommand extends Subcommand {
  RetryCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      paramLabel = "RUN",
      description = "A ledger file, a run id or its beginning, a name or an execution key.")
  private String run = "";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "A secret that the ledger does not have; repeat for more.")
  private List<String> inputs = new ArrayList<>();

  @Mixin private AcceptedEffects accepted = new AcceptedEffects();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    FoundAttempt wanted = FoundAttempt.find(new RunFiles(Path.of("")), run);
    wanted.found().requireUndamaged();
    NextAttempt again = new NextAttempt(terminal, wanted, quiet, json);
    again.requireOver();
    GivenInputs given =
        GivenInputs.of(wanted.found().view(), NamedOption.inputs(inputs), System::getenv);
    again.requireSameInputs(given);
    Planned planned =
        Planned.of(wanted, ReplayAsk.whole(accepted.ids()), given.others(), terminal::progress);
    planned.requireEffectsAccepted();
    if (!ReplayPlanner.isOfWorkflow(wanted.attempt())) {
      EnvironmentChanges.of(wanted.attempt(), ThisProcess.surroundings())
          .sentences()
          .forEach(change -> terminal.error("clew: warning: " + VisibleText.line(change)));
      return again.command(
          new CommandRerun(wanted, ThisProcess.surroundings(), CommandWords.SHELL).whole(),
          planned.plan());
    }
    WorkflowRerun workflow = new WorkflowRerun(wanted, CommandWords.SHELL);
    return again.workflow(workflow, given, workflow.whole(), planned.plan());
  }
}
