package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.document.PageLimit;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.RemedyWords;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import dev.clew.runs.recording.SihImport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew import sih`: takes runs that another tool recorded into ledgers of clew.
@Command(
    name = "import",
    description = {
      "Take runs that another tool recorded into ledgers, so that they can be opened, explained and compared.",
      "sih: the .workflow.report.json and .workflow.snapshot.json files of SphereIntegrationHub."
    },
    usageHelpAutoWidth = true)
final class ImportCommand extends Subcommand {
  ImportCommand(Terminal terminal) {
    super(terminal);
  }

  /// Whose files can be read.
  enum Format {
    SIH
  }

  @Parameters(index = "0", paramLabel = "sih", description = "Whose files they are.")
  private Format format = Format.SIH;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the ledgers and reports go (default: output).")
  private Path out = Path.of("output");

  @Option(
      names = "--report-format",
      paramLabel = "json|html|both|none",
      description = "Which reports to write (default: both).")
  private ReportFormat reports = ReportFormat.BOTH;

  @Option(names = "--json", description = "Print what was imported as JSON.")
  private boolean json;

  /// One bad file does not keep the others out.
  @Override
  public Integer call() {
    SihImport imports =
        switch (format) {
          case SIH -> new SihImport(out, InstantSource.system());
        };
    ExitCode code = ExitCode.OK;
    List<Json> imported = new ArrayList<>();
    for (Path file : files) {
      try {
        imported.add(take(imports, file));
      } catch (Refusal e) {
        terminal.error("clew: " + VisibleText.line(RemedyWords.told(e)));
        code = ExitCode.of(e);
      }
    }
    if (json) {
      terminal.line(Json.object().put("imported", imported).build().toString());
    }
    return code.code();
  }

  private Json take(SihImport imports, Path file) {
    SihImport.Imported done = imports.of(file);
    RunView run = done.contents().view();
    boolean isNew = done.existing() == null;
    if (isNew) {
      Reports written =
          Reports.write(
              done.contents(),
              RunFileNames.of(done.ledger()),
              new Reports.Choice(reports, PageLimit.DEFAULT, null),
              false,
              CommandWords.SHELL);
      if (!written.problems().isEmpty()) {
        throw Refusal.notWritten(String.join("; ", written.problems()));
      }
    }
    if (!json) {
      done.warnings().forEach(line -> terminal.error("clew: warning: " + VisibleText.line(line)));
      terminal.line(
          VisibleText.line(
              run.name()
                  + "  "
                  + run.status().wire().replace('_', ' ')
                  + "  "
                  + run.runId()
                  + (isNew ? "  " : "  is there already: ")
                  + done.ledger()));
    }
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
