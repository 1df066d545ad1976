package dev.clew.cli.workflow;

import dev.clew.cli.process.CtrlC;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.push.LivePush;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.source.Diagnostic;
import dev.clew.execution.PreRunCheck;
import dev.clew.execution.Preparation;
import dev.clew.execution.Preparation.Prepared;
import dev.clew.execution.ReadyRun;
import dev.clew.execution.RunRequest;
import dev.clew.execution.WorkflowRun;
import dev.clew.plan.Plan;
import dev.clew.plan.language.Planning;
import dev.clew.redaction.SecretRedactor;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import java.time.InstantSource;
import java.util.List;

/// A workflow that is executed for somebody who looks on.
///
/// @param quiet whether only errors are said
/// @param json whether the result is one JSON object on stdout
/// @param push to a server, of what is recorded
public record WorkflowExecution(Terminal terminal, boolean quiet, boolean json, LivePush push) {

  /// @return the exit code
  public int execute(RunRequest request, WorkflowRun.Into into) {
    Redactor redactor = new SecretRedactor();
    Prepared prepared = Preparation.prepare(request);
    prepared.secrets().teach(redactor);
    Complaints.print(terminal, prepared.diagnostics(), redactor);
    if (prepared.hasErrors() || !(prepared.planning() instanceof Planning.Ready ready)) {
      return refused(prepared.diagnostics());
    }
    prepared.notes().forEach(note -> note(redactor.redact(note)));
    Plan plan = ready.plan();
    PreRunCheck check =
        PreRunCheck.of(request, prepared, plan, true, line -> progress(redactor.redact(line)));
    Complaints.print(terminal, check.diagnostics(), redactor);
    // What was not ready is explained by the ledger; a mistake of the definition is said here.
    if (check.preflight().failure() == null && check.hasErrors()) {
      return refused(check.diagnostics());
    }
    return execute(request, new ReadyRun(plan, prepared, check), into);
  }

  private int refused(List<Diagnostic> diagnostics) {
    terminal.error(
        "clew: nothing was sent; "
            + Complaints.count(diagnostics)
            + " in the definition or its inputs");
    return ExitCode.USAGE.code();
  }

  private void note(String line) {
    if (!quiet) {
      terminal.error("clew: " + VisibleText.line(line));
    }
  }

  private void progress(String line) {
    if (!quiet && !json) {
      terminal.error("clew: " + VisibleText.line(line));
    }
  }

  private int execute(RunRequest request, ReadyRun parts, WorkflowRun.Into into) {
    boolean summary = request.reporting().summary();
    try (RunDisplay display = RunDisplay.of(terminal, parts.plan(), quiet, json, summary)) {
      WorkflowRun run =
          new WorkflowRun(
              request,
              parts,
              InstantSource.system(),
              ThisProcess.surroundings(),
              CommandWords.SHELL,
              into);
      WorkflowRun.Result result = run.execute(push::opened, display::row, CtrlC::cancels);
      display.end(result);
      for (String warning : run.warnings()) {
        terminal.error("clew: warning: " + VisibleText.line(warning));
      }
      push.end(
          terminal, quiet || json, result.ledger(), result.contents().view(), result.redactor());
      return exitCode(result).code();
    }
  }

  static ExitCode exitCode(WorkflowRun.Result result) {
    return ExitCode.of(result.contents().view().status(), result.isRecorded(), result.strict());
  }
}
