package dev.clew.cli.command;

import dev.clew.cli.option.RunsOptions;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.report.VisibleText;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.Runs;
import dev.clew.runs.recording.RunExport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew export`: runs of a store as ledger files.
@Command(
    name = "export",
    description = {
      "Write runs into ledger files of their own, which open anywhere.",
      "clew push brings them back."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ExportCommand extends Subcommand {
  ExportCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "A run id or its beginning, a name or an execution key.")
  private List<String> runs = new ArrayList<>();

  @Mixin private RunsOptions where = new RunsOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the ledgers go (default: output).")
  private Path out = Path.of("output");

  @Option(names = "--json", description = "Print what was written as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Runs all = where.runs(terminal);
    RunExport export = new RunExport(out, InstantSource.system());
    List<RecordedRun> found = runs.stream().map(all::find).toList();
    List<Json> written = new ArrayList<>();
    for (RecordedRun run : found) {
      RunExport.Exported exported = export.of(run);
      if (!exported.isSame()) {
        terminal.warning(
            run.view().runId()
                + ": secrets were taken out that the run still has, so its content"
                + " root is another one");
      }
      if (!json) {
        terminal.line(VisibleText.line(exported.ledger().toString()));
      }
      written.add(
          Json.object()
              .put("run_id", run.view().runId())
              .put("ledger", exported.ledger().toString())
              .put("rows", exported.rows())
              .put("same_content", exported.isSame())
              .build());
    }
    if (json) {
      terminal.line(JsonWriter.pretty(Json.object().put("runs", written).build()));
    }
    return ExitCode.OK.code();
  }
}
