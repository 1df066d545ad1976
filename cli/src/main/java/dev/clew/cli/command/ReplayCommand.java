package dev.clew.cli.command;

import dev.clew.cli.option.ReplayOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.command.rerun.CommandRerun;
import dev.clew.command.rerun.EnvironmentChanges;
import dev.clew.core.Refusal;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.execution.offline.Verification;
import dev.clew.execution.replay.GivenInputs;
import dev.clew.execution.replay.WorkflowRerun;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunFiles;
import dev.clew.runs.replay.Planned;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew replay`: does again what is left to do, as a new attempt; or verifies a recording.
@Command(
    name = "replay",
    description = "Do again what is left to do of a run, as its next attempt in the same ledger.",
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes are those of clew run, or of the command for a run of clew exec; 1 also when the"
          + " replay is blocked or its plan has changed. With --offline: 0 identical, 1 different"
          + " or blocked."
    })
final class ReplayCommand extends Subcommand {
  ReplayCommand(Terminal terminal) {
    super(terminal);
  }

  @Mixin private ReplayOptions options = new ReplayOptions();

  @Option(
      names = "--plan-digest",
      paramLabel = "DIGEST",
      description = "Refuse when the plan is not the one that `clew plan` printed with it.")
  private @Nullable String digest;

  @Option(
      names = "--offline",
      description =
          "Verify: run the workflow against its own recording, without the network, and compare.")
  private boolean offline;

  @Option(
      names = "--definition",
      paramLabel = "FILE",
      description = "With --offline: a workflow to try in the place of the recorded one.")
  private @Nullable Path definition;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    FoundAttempt wanted = FoundAttempt.find(new RunFiles(Path.of("")), options.run);
    wanted.found().requireUndamaged();
    if (offline) {
      return verify(wanted);
    }
    if (definition != null) {
      throw Refusal.invalid(
          "--definition is for --offline; a live replay takes the definition from its file");
    }
    return replay(wanted);
  }

  private int replay(FoundAttempt wanted) {
    ReplayAsk ask = options.ask();
    GivenInputs given = GivenInputs.of(wanted.found().view(), options.inputs(), System::getenv);
    Planned planned = Planned.of(wanted, ask, given.others(), terminal::progress);
    if (digest != null) {
      planned.requireDigest(digest);
    }
    planned.requireNotBlocked();
    NextAttempt again = new NextAttempt(terminal, wanted, quiet, json);
    if (!ReplayPlanner.isOfWorkflow(wanted.attempt())) {
      EnvironmentChanges.of(wanted.attempt(), ThisProcess.surroundings())
          .requireAccepted(options.acceptedVariables());
      return again.command(
          new CommandRerun(wanted, System::getenv)
              .of(planned.plan(), ask.newRun(), words -> ExecCommand.request(terminal, words)),
          planned.plan());
    }
    WorkflowRerun workflow = new WorkflowRerun(wanted);
    return again.workflow(
        workflow, given, workflow.of(planned.plan(), ask.newRun()), planned.plan());
  }

  private int verify(FoundAttempt wanted) {
    if (digest != null || !options.isDefault()) {
      throw Refusal.invalid(
          "--offline runs all of the recording: it takes no other option than --definition and"
              + " --json");
    }
    Verification verification = Verification.of(wanted, definition);
    if (json) {
      terminal.line(JsonWriter.pretty(verification.toJson()));
    } else if (!quiet) {
      verification.lines(terminal.palette()).forEach(terminal::line);
    }
    return (verification.isIdentical() ? ExitCode.OK : ExitCode.BLOCKED).code();
  }
}
