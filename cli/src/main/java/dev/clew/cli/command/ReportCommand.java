package dev.clew.cli.command;

import dev.clew.cli.option.ReportOptions;
import dev.clew.cli.process.CalledAs;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.document.LedgerFacts;
import dev.clew.execution.WorkflowOutput;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.ReportSource;
import dev.clew.runs.RunFiles;
import dev.clew.runs.RunSource;
import dev.clew.runs.SihRows;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A .workflow.ledger, a .workflow.report.json or a .workflow.report.html;"
              + " SphereIntegrationHub's .workflow.report.json, of which a page is made; or a"
              + " folder of reports.")
  private @Nullable Path file;

  @Option(
      names = {"-x", "--execution"},
      paramLabel = "FILE",
      description = "FILE, as SphereIntegrationHub spells it.")
  private @Nullable Path execution;

  @Option(
      names = {"-s", "--snapshot"},
      paramLabel = "FILE",
      description = "Also say what differs from this snapshot, or from those of a folder.")
  private @Nullable Path snapshot;

  @Option(
      names = {"-c", "--catalog"},
      paramLabel = "FILE",
      description = "The catalog whose baselineSnapshot is taken when there is no --snapshot.")
  private @Nullable Path catalog;

  @Option(
      names = "--no-open",
      description = "Accepted: a page is never opened here; clew open shows one.")
  @SuppressWarnings("UnusedVariable") // what it asks for is so anyway
  private boolean noOpen;

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
          "Whose reports: clew's (default), or one .workflow.sih.json as SphereIntegrationHub"
              + " writes it.")
  private Shape shape = Shape.CLEW;

  @Option(
      names = {"-o", "--out", "--output"},
      paramLabel = "DIR",
      description = "Where they go (default: beside FILE).")
  private @Nullable Path out;

  @Option(names = "--strict", description = "Count a tolerated failure as a failure in JUnit XML.")
  private boolean strict;

  @Override
  public Integer call() {
    if ((file == null) == (execution == null)) {
      throw Refusal.invalid("the report of what? clew report FILE");
    }
    Path asked = file == null ? execution : file;
    List<Path> baselines = new ReportBaselines(snapshot, catalog).files();
    ExitCode code = ExitCode.OK;
    for (Path one : ReportBaselines.reports(Objects.requireNonNull(asked))) {
      ExitCode its = report(one);
      code = its == ExitCode.OK ? code : its;
      ReportBaselines.compare(one, baselines)
          .forEach(line -> terminal.line(VisibleText.line(line)));
    }
    return code.code();
  }

  private ExitCode report(Path path) {
    RunSource source = RunFiles.open(path);
    RunSource.Contents contents = source.read();
    RunFileNames beside =
        source instanceof ReportSource ? RunFileNames.ofReport(path) : RunFileNames.of(path);
    RunFileNames names = out == null ? beside : new RunFileNames(out, beside.stem());
    Reports reports = Reports.none();
    switch (shape) {
      case CLEW -> {
        // What SIH wrote stays: its report has the name that clew's would have.
        boolean isForeign = names.json().equals(path) && SihRows.are(path);
        boolean isPageOnly = CalledAs.sih() && source instanceof ReportSource;
        Reports.Choice choice =
            isForeign
                ? options.htmlOnly()
                : options.choice(isPageOnly ? ReportFormat.HTML : ReportFormat.BOTH);
        reports = Reports.write(contents, names, choice, strict, CommandWords.SHELL);
        if (!isForeign && !isPageOnly) {
          WorkflowOutput.write(contents, names, CalledAs.outputForm(), reports);
        }
      }
      case SIH -> reports.sih(contents, names);
    }
    warn(contents.ledger());
    reports.files().values().forEach(each -> terminal.line(VisibleText.line(each.toString())));
    for (String problem : reports.problems()) {
      terminal.error("clew: " + VisibleText.line(problem));
    }
    return reports.problems().isEmpty() ? ExitCode.OK : ExitCode.NOT_WRITTEN;
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
