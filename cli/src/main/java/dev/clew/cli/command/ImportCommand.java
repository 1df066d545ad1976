package dev.clew.cli.command;

import dev.clew.cli.option.ImportOptions;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.SihImport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew import`: takes what files tell of runs.
@Command(
    name = "import",
    description = {
      "Take the runs that files tell of into ledgers, a data folder or a server, so that they can"
          + " be opened, explained and compared.",
      "What a file is, it says itself: a ledger, a report, events of clew (JSON, JSON Lines),"
          + " OpenTelemetry (JSON), HAR, JUnit XML, or a folder of TEST-*.xml.",
      "clew import sih FILE...: the .workflow.report.json and .workflow.snapshot.json files of"
          + " SphereIntegrationHub.",
      "What is there already is not taken twice."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ImportCommand extends Subcommand {
  private static final String SIH = "sih";
  private static final String LOG = "log";

  ImportCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<String> words = new ArrayList<>();

  @Mixin private ImportOptions where = new ImportOptions();

  @Option(
      names = "--report-format",
      paramLabel = "json|html|both|none",
      description = "Which reports to write beside ledgers (default: both).")
  private ReportFormat reports = ReportFormat.BOTH;

  @Option(names = "--json", description = "Print what was imported as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ImportedRuns runs = new ImportedRuns(terminal, reports, json);
    if (words.getFirst().equals(LOG)) {
      throw Refusal.invalid(
          "logs are not imported yet: send one to a server, at /api/v1/logs; a file of the name log"
              + " is ./log");
    }
    boolean isSih = words.getFirst().equals(SIH);
    List<Path> files = words.stream().skip(isSih ? 1 : 0).map(Path::of).toList();
    if (files.isEmpty()) {
      throw Refusal.invalid("which files of SIH? a file of the name sih is ./sih");
    }
    if (isSih && where.isFiles()) {
      SihImport imports = new SihImport(where.folder(), InstantSource.system());
      return runs.all(files, file -> List.of(take(imports, file, runs)));
    }
    return where.with(
        imports -> runs.all(files, file -> runs.told(file, imports.of(file), where.isFiles())));
  }

  private Json take(SihImport imports, Path file, ImportedRuns runs) {
    SihImport.Imported done = imports.of(file);
    RunView run = done.contents().view();
    boolean isNew = done.existing() == null;
    if (isNew) {
      runs.writeReports(done.contents(), done.ledger());
    }
    if (!json) {
      done.warnings().forEach(line -> terminal.error("clew: warning: " + VisibleText.line(line)));
    }
    runs.line(
        run.name()
            + "  "
            + run.status().wire().replace('_', ' ')
            + "  "
            + run.runId()
            + (isNew ? "  " : "  is there already: ")
            + done.ledger());
    return Json.object()
        .put("file", file.toString())
        .put("run_id", run.runId())
        .put("name", run.name())
        .put("status", run.status().wire())
        .put("ledger", done.ledger().toString())
        .put("new", isNew)
        .build();
  }
}
