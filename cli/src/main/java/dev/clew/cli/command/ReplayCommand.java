package dev.clew.cli.command;

import dev.clew.cli.offline.VerificationLines;
import dev.clew.cli.offline.WhatIfLines;
import dev.clew.cli.option.NamedOption;
import dev.clew.cli.option.ReplayOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.command.rerun.CommandRerun;
import dev.clew.command.rerun.EnvironmentChanges;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.diff.DiffDocument;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.RunDiff;
import dev.clew.execution.offline.Supposition;
import dev.clew.execution.offline.Verification;
import dev.clew.execution.offline.WhatIf;
import dev.clew.execution.replay.GivenInputs;
import dev.clew.execution.replay.WorkflowRerun;
import dev.clew.plan.input.Supplied;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.DiffText;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunFiles;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.runs.replay.Planned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      names = "--answer",
      paramLabel = "STAGE=FILE|STATUS",
      description =
          "With --offline: what if the calls of this stage had been answered so; repeat. Prints"
              + " the difference to the recorded run.")
  private List<String> answers = new ArrayList<>();

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
    if (!answers.isEmpty()) {
      throw Refusal.invalid("--answer is for --offline; a live replay asks the services");
    }
    return replay(wanted);
  }

  private int replay(FoundAttempt wanted) {
    ReplayAsk ask = options.ask();
    GivenInputs given = GivenInputs.of(wanted.found().view(), options.inputs(), System::getenv);
    Planned planned = Planned.of(wanted, ask, given.others(), terminal::progress);
    if (digest != null) {
      if (!Planned.isDigest(digest)) {
        throw Refusal.invalid(
            "--plan-digest takes at least "
                + Planned.MIN_DIGITS
                + " digits of what `clew plan` printed");
      }
      planned.requireDigest(digest);
    }
    planned.requireNotBlocked();
    NextAttempt again = new NextAttempt(terminal, wanted, quiet, json);
    if (!ReplayPlanner.isOfWorkflow(wanted.attempt())) {
      EnvironmentChanges.of(wanted.attempt(), ThisProcess.surroundings())
          .requireAccepted(options.acceptedVariables());
      return again.command(
          new CommandRerun(wanted, ThisProcess.surroundings(), CommandWords.SHELL)
              .of(planned.plan(), ask.newRun()),
          planned.plan());
    }
    WorkflowRerun workflow = new WorkflowRerun(wanted, CommandWords.SHELL);
    return again.workflow(
        workflow, given, workflow.of(planned.plan(), ask.newRun()), planned.plan());
  }

  private int verify(FoundAttempt wanted) {
    if (digest != null || !options.isDefaultButForInputs()) {
      throw Refusal.invalid(
          "--offline runs all of the recording: it takes no other option than --definition,"
              + " --input, --answer and --json");
    }
    Map<String, Supplied.Text> inputs = options.inputs();
    if (!inputs.isEmpty() || !answers.isEmpty()) {
      return suppose(wanted, Supposition.of(inputs, NamedOption.parse(answers, "--answer")));
    }
    Verification verification = Verification.of(wanted, definition, CommandWords.SHELL);
    if (json) {
      terminal.line(JsonWriter.pretty(verification.toJson(CommandWords.SHELL)));
    } else if (!quiet) {
      new VerificationLines(terminal.palette()).of(verification).forEach(terminal::line);
    }
    return (verification.isIdentical() ? ExitCode.OK : ExitCode.BLOCKED).code();
  }

  private int suppose(FoundAttempt wanted, Supposition supposition) {
    WhatIf whatIf = WhatIf.of(wanted, supposition, definition, CommandWords.SHELL);
    if (whatIf.isBlocked()) {
      if (json) {
        Json.Obj said = whatIf.toJson(CommandWords.SHELL);
        terminal.line(JsonWriter.pretty(Json.object().put("what_if", said).build()));
      } else if (!quiet) {
        new WhatIfLines(terminal.palette()).of(whatIf).forEach(terminal::line);
      }
      return ExitCode.BLOCKED.code();
    }
    ComparedRun before = ComparedRun.of(wanted);
    ComparedRun after = ComparedRun.of(whatIf.asRun("what if"));
    RunDiff diff = RunDiff.of(before.profile(), after.profile(), DiffSettings.NONE);
    if (json) {
      terminal.line(
          JsonWriter.pretty(
              DiffDocument.of(diff, before.location(), after.location())
                  .with("what_if", whatIf.toJson(CommandWords.SHELL))));
    } else if (!quiet) {
      DiffText.of(
              diff,
              before.location(),
              after.location(),
              terminal.palette(),
              Terminal.columns(),
              verbose)
          .forEach(terminal::line);
      new WhatIfLines(terminal.palette()).of(whatIf).forEach(terminal::line);
    }
    return (diff.isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT).code();
  }
}
