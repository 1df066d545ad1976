package dev.clew.cli.command;

import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.run.Preparation;
import dev.clew.cli.run.RunRequest;
import dev.clew.cli.run.WorkflowRun;
import dev.clew.report.VisibleText;
import dev.clew.workflow.plan.Planning;
import dev.clew.workflow.source.Diagnostic;
import java.time.InstantSource;
import java.util.List;

/// A workflow that is executed for somebody who looks on.
///
/// @param quiet whether only errors are said
/// @param json whether the result is one JSON object on stdout
record WorkflowExecution(Terminal terminal, boolean quiet, boolean json) {

  /// @return the exit code
  int execute(RunRequest request, WorkflowRun.Into into) {
    Planning planning = Preparation.plan(request);
    complain(planning.diagnostics());
    return switch (planning) {
      case Planning.Refused refused -> {
        terminal.error(
            "clew: nothing was sent; "
                + count(refused.diagnostics())
                + " in the definition or its inputs");
        yield ExitCode.USAGE.code();
      }
      case Planning.Ready ready -> execute(request, ready, into);
    };
  }

  private int execute(RunRequest request, Planning.Ready ready, WorkflowRun.Into into) {
    try (RunDisplay display = RunDisplay.of(terminal, ready.plan(), quiet, json)) {
      WorkflowRun run = new WorkflowRun(request, ready.plan(), InstantSource.system(), into);
      WorkflowRun.Result result = run.execute(display::row);
      display.end(result);
      for (String warning : run.warnings()) {
        terminal.error("clew: warning: " + VisibleText.line(warning));
      }
      return result.exitCode().code();
    }
  }

  private void complain(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      String word = diagnostic.isError() ? "" : "warning: ";
      terminal.error(VisibleText.line(word + diagnostic.render()) + "  [" + diagnostic.id() + "]");
    }
  }

  private static String count(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    return errors == 1 ? "1 mistake" : errors + " mistakes";
  }
}
