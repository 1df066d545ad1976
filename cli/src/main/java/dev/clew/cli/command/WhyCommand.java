package dev.clew.cli.command;

import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.run.ChildRun;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.ChildLines;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.Summary;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunJson;
import dev.clew.runs.Runs;
import dev.clew.store.RunQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew why`: what blocks a run, and what supports that.
@Command(
    name = "why",
    description = "Say what blocks a run, with the evidence.",
    usageHelpAutoWidth = true)
final class WhyCommand extends Subcommand {
  WhyCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description =
          "A ledger or report file, a run id or its beginning, a name or an execution key; RUN@N"
              + " is the run as its Nth attempt left it; by default the newest unsuccessful run below this folder.")
  private @Nullable String run;

  @Option(names = "--json", description = "Print as JSON.")
  private boolean json;

  @Mixin private RunsOptions where = new RunsOptions();

  @Override
  public Integer call() {
    Runs all = where.runs(terminal);
    RecordedRun found = run == null ? newestUnsuccessful(all) : FoundAttempt.find(all, run).then();
    List<ChildRun> children = RunsOptions.around(found, all, terminal).children(found);
    if (json) {
      Json.Obj said = RunJson.of(found.contents(), CommandWords.SHELL);
      terminal.line(
          JsonWriter.pretty(
              children.isEmpty() ? said : said.with("children", ChildRun.toJson(children))));
    } else {
      Summary.why(found.explanation(), terminal.palette()).forEach(terminal::line);
      ChildLines.of(children, terminal.palette()).forEach(terminal::line);
      terminal.line("");
      String location = VisibleText.line(found.source().location());
      terminal.line(terminal.palette().dim("from     " + location));
    }
    return ExitCode.OK.code();
  }

  private static RecordedRun newestUnsuccessful(Runs all) {
    RecordedRun found = all.newest(RunQuery.unsuccessful());
    if (found == null) {
      throw Refusal.invalid(
          "no unsuccessful run "
              + VisibleText.line(all.place())
              + "; `clew list` shows what there is");
    }
    return found;
  }
}
