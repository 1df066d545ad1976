package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.serve.ServedStore;
import dev.clew.report.VisibleText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew backup`: a copy of a store.
@Command(
    name = "backup",
    description = {
      "Copy the data folder of a server, as it is at this moment. The server may be running.",
      "To restore it, start a server with the copy as its --data."
    },
    usageHelpAutoWidth = true,
    sortOptions = false)
final class BackupCommand extends Subcommand {
  BackupCommand(Terminal terminal) {
    super(terminal);
  }

  @Parameters(paramLabel = "TARGET", description = "A folder that is not there yet, or is empty.")
  private Path target = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder (default: that of clew serve).")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Path folder = data == null ? ThisProcess.surroundings().dataFolder() : data;
    ServedStore.backUp(folder, target);
    terminal.line(VisibleText.line(target.toString()));
    return ExitCode.OK.code();
  }
}
