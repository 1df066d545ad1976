package dev.clew.cli.command;

import dev.clew.cli.CliException;
import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.exec.ExecRequest;
import dev.clew.cli.replay.GivenInputs;
import dev.clew.cli.replay.WorkflowAgain;
import dev.clew.cli.run.WorkflowRun;
import dev.clew.cli.source.FoundAttempt;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.run.RunStatus;
import dev.clew.report.VisibleText;

/// What `clew retry` and `clew replay` have in common: they make an attempt, and say what is not as
/// it was.
record Again(Terminal terminal, FoundAttempt wanted, boolean quiet, boolean json) {

  /// @throws CliException when somebody still runs it
  void requireOver() {
    RunStatus status = wanted.found().view().status();
    if (status == RunStatus.CREATED || status == RunStatus.QUEUED || status == RunStatus.RUNNING) {
      throw new CliException(
          ExitCode.BLOCKED,
          wanted.found().view().runId() + " is still going on; wait for its end, or end it");
    }
  }

  /// @throws CliException when an input has another value than the run had
  void requireSameInputs(GivenInputs given) {
    if (!given.others().isEmpty()) {
      throw CliException.usage(
          "the run had another value for "
              + String.join(", ", given.others())
              + "; with that it is another run: start it with `clew run`, or `clew replay"
              + " --new-run`");
    }
  }

  int workflow(WorkflowAgain workflow, GivenInputs given, WorkflowRun.Into into, ReplayPlan plan) {
    given.requireAll();
    var request = workflow.request(given, words -> RunCommand.request(terminal, words));
    sayChanges(plan);
    return new WorkflowExecution(terminal, quiet, json).execute(request, into);
  }

  int command(ExecRequest request, ReplayPlan plan) {
    if (json) {
      throw CliException.usage(
          "--json is for runs of workflows; the output of a command goes through unchanged");
    }
    sayChanges(plan);
    return ExecCommand.execute(terminal, request, quiet);
  }

  private void sayChanges(ReplayPlan plan) {
    if (quiet) {
      return;
    }
    for (ReplayPlan.Change change : plan.changed()) {
      terminal.error("clew: " + VisibleText.line(change.text()));
    }
  }
}
