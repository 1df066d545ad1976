package dev.clew.cli.command;

import dev.clew.cli.option.ServerOption;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.Refusal;
import dev.clew.document.PageLimit;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.ReportSource;
import dev.clew.runs.RunFiles;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import dev.clew.runs.remote.RemoteRuns;
import dev.clew.runs.remote.RemoteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew open`: the HTML report of a run in the browser. Makes it from the ledger if it is not
/// there.
@Command(
    name = "open",
    description = "Open the HTML report of a run, or its page at a server, in the browser.",
    usageHelpAutoWidth = true)
final class OpenCommand extends Subcommand {
  OpenCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(
      paramLabel = "RUN",
      description = "A ledger or report file, a run id or its beginning, a name, or a key.")
  private String run = "";

  @Option(names = "--print", description = "Only print where the page is.")
  private boolean print;

  @Mixin private ServerOption server = new ServerOption();

  @Override
  public Integer call() {
    RemoteServer asked = Files.isRegularFile(Path.of(run)) ? null : server.server();
    String page = asked == null ? file() : new RemoteRuns(asked).page(run).toString();
    terminal.line(VisibleText.line(page));
    if (!print) {
      browse(page);
    }
    return ExitCode.OK.code();
  }

  private String file() {
    return page(new RunFiles(Path.of(""), terminal::warning).find(run)).toString();
  }

  private static Path page(RecordedRun found) {
    Path path = Path.of(found.source().location());
    if (path.toString().endsWith(".html")) {
      return path;
    }
    RunFileNames names =
        found.source() instanceof ReportSource
            ? RunFileNames.ofReport(path)
            : RunFileNames.of(path);
    if (Files.isRegularFile(names.html()) && isNewer(names.html(), path)) {
      return names.html();
    }
    Reports reports =
        Reports.write(
            found.contents(),
            names,
            new Reports.Choice(ReportFormat.HTML, PageLimit.DEFAULT, null),
            false,
            CommandWords.SHELL);
    if (!reports.problems().isEmpty()) {
      throw Refusal.notWritten(reports.problems().getFirst());
    }
    return names.html();
  }

  private static boolean isNewer(Path page, Path source) {
    try {
      return Files.getLastModifiedTime(page).compareTo(Files.getLastModifiedTime(source)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void browse(String page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", page)
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
                : List.of("xdg-open", page);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      terminal.error("clew: no browser could be started; open the page above yourself");
    }
  }
}
