package dev.clew.cli.command;

import dev.clew.cli.option.PushOptions;
import dev.clew.cli.process.CalledAs;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.workflow.WorkflowExecution;
import dev.clew.command.ExecRequest;
import dev.clew.core.Refusal;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.run.RunStatus;
import dev.clew.execution.WorkflowRun;
import dev.clew.execution.replay.GivenInputs;
import dev.clew.execution.replay.WorkflowRerun;
import dev.clew.report.VisibleText;
import dev.clew.runs.FoundAttempt;

/// What `clew retry` and `clew replay` have in common: they make an attempt, and say what is not as
/// it was.
record NextAttempt(Terminal terminal, FoundAttempt wanted, boolean quiet, boolean json) {

  /// @throws Refusal when somebody still runs it
  public void requireOver() {
    RunStatus status = wanted.found().view().status();
    if (status == RunStatus.CREATED || status == RunStatus.QUEUED || status == RunStatus.RUNNING) {
      throw Refusal.blocked(
          wanted.found().view().runId() + " is still going on; wait for its end, or end it");
    }
  }

  /// @throws Refusal when an input has another value than the run had
  public void requireSameInputs(GivenInputs given) {
    if (!given.others().isEmpty()) {
      throw Refusal.invalid(
          "the run had another value for "
              + String.join(", ", given.others())
              + "; with that it is another run: start it with `clew run`, or `clew replay"
              + " --new-run`");
    }
  }

  public int workflow(
      WorkflowRerun workflow, GivenInputs given, WorkflowRun.Into into, ReplayPlan plan) {
    given.requireAll();
    var request = workflow.request(given, System::getenv, CalledAs.outputForm());
    sayChanges(plan);
    return new WorkflowExecution(terminal, quiet, json, PushOptions.ofEnvironment())
        .execute(request, into);
  }

  public int command(ExecRequest request, ReplayPlan plan) {
    if (json) {
      throw Refusal.invalid(
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
