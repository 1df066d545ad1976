package dev.clew.cli.command;

import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.ChildRun;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.document.TimingPart;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.ChildLines;
import dev.clew.report.terminal.Summary;
import dev.clew.report.terminal.Timeline;
import dev.clew.runs.Runs;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.runs.remote.RemoteRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew show`: where the time of a run went.
@Command(
    name = "show",
    description = "Show where the time of a run went: windows, stages, what is absent.",
    usageHelpAutoWidth = true)
final class ShowCommand extends Subcommand {
  ShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name, or a key; RUN@N is its Nth"
              + " attempt.")
  private String run = "";

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    Runs all = where.runs(terminal);
    ComparedRun found = ComparedRun.find(all, run);
    Runs around = RunsOptions.around(found.found(), all, terminal);
    List<ChildRun> children = around.children(found.found());
    Timing timing = Timing.of(found.attempt());
    if (json) {
      terminal.line(
          JsonWriter.pretty(
              Json.object()
                  .putAll(RunRecord.of(found.then()).toJson())
                  .put("timing", TimingPart.write(timing))
                  .put("damage", found.damage())
                  .put("children", children.isEmpty() ? null : ChildRun.toJson(children))
                  .build()));
      return ExitCode.OK.code();
    }
    terminal.line(
        terminal.palette().bold(VisibleText.line(found.view().name()))
            + "  "
            + Summary.verdict(found.then(), timing, terminal.palette()));
    Timeline.of(found.view(), found.attempt(), timing, terminal.palette(), Terminal.columns())
        .forEach(terminal::line);
    ChildLines.of(children, terminal.palette()).forEach(terminal::line);
    String trace = trace(around, found.then());
    if (trace != null) {
      terminal.line("");
      terminal.line(terminal.palette().dim("trace    " + VisibleText.line(trace)));
    }
    return ExitCode.OK.code();
  }

  /// Where the server says that the trace of a run is shown; null when it says nothing.
  private static @Nullable String trace(Runs all, RunView run) {
    String id = RunRecord.of(run).traceId();
    return all instanceof RemoteRuns remote && id != null
        ? remote.traceUrl(id, run.namespace())
        : null;
  }
}
