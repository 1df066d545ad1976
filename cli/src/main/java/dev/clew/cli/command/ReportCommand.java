package dev.clew.cli.command;

import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.run.Reports;
import dev.clew.cli.run.RunFileNames;
import dev.clew.cli.source.ReportSource;
import dev.clew.cli.source.RunFiles;
import dev.clew.cli.source.RunSource;
import dev.clew.document.LedgerFacts;
import dev.clew.report.VisibleText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew report`: makes the reports of a run again, from its ledger or from a report.
@Command(
    name = "report",
    description = "Make the reports of a run again, from its ledger or from a report.",
    usageHelpAutoWidth = true)
final class ReportCommand extends Subcommand {
  ReportCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      paramLabel = "FILE",
      description = "A .workflow.ledger, a .workflow.report.json or a .workflow.report.html.")
  private Path file = Path.of("");

  @Mixin private ReportOptions options = new ReportOptions();

  /// Whose shape a report has.
  enum Shape {
    CLEW,
    SIH
  }

  @Option(
      names = "--format",
      paramLabel = "clew|sih",
      description =
          "Whose reports: clew's (default), or one .workflow.sih.json as SphereIntegrationHub writes it.")
  private Shape shape = Shape.CLEW;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where they go (default: beside FILE).")
  private @Nullable Path out;

  @Option(names = "--strict", description = "Count a tolerated failure as a failure in JUnit XML.")
  private boolean strict;

  @Override
  public Integer call() {
    RunSource source = RunFiles.open(file);
    RunSource.Contents contents = source.read();
    RunFileNames beside =
        source instanceof ReportSource ? RunFileNames.ofReport(file) : RunFileNames.of(file);
    RunFileNames names = out == null ? beside : new RunFileNames(out, beside.stem());
    Reports reports = Reports.none();
    switch (shape) {
      case CLEW -> {
        reports = Reports.write(contents, names, options.choice(), strict);
        reports.output(contents, names);
      }
      case SIH -> reports.sih(contents, names);
    }
    warn(contents.ledger());
    reports.files().values().forEach(path -> terminal.line(VisibleText.line(path.toString())));
    for (String problem : reports.problems()) {
      terminal.error("clew: " + VisibleText.line(problem));
    }
    return (reports.problems().isEmpty() ? ExitCode.OK : ExitCode.NOT_WRITTEN).code();
  }

  private void warn(LedgerFacts ledger) {
    LedgerFacts.Damage damage = ledger.damage();
    if (damage != null) {
      terminal.error(
          VisibleText.line(
              "clew: warning: " + damage.sentence() + "; the report shows the rows before it"));
    }
    if (ledger.tornBytes() != null) {
      terminal.error(
          "clew: warning: the last row was never finished ("
              + ledger.tornBytes()
              + " bytes are left out)");
    }
  }
}
