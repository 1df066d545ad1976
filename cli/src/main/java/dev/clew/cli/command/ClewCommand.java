package dev.clew.cli.command;

import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import dev.clew.cli.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew` itself: only shows what there is.
@Command(
    name = "clew",
    description = "A debugger for workflow runs: run a workflow, open a run, read why it failed.",
    versionProvider = ClewCommand.Versions.class,
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with @|bold clew demo|@. Exit codes: 0 ok, 1 the run failed, 2 usage or definition"
          + " error, 3 could not write, 130 interrupted."
    })
public final class ClewCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ClewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The whole command line.
  public static CommandLine line(Terminal terminal) {
    return new CommandLine(new ClewCommand(terminal))
        .addSubcommand(new RunCommand(terminal))
        .addSubcommand(new WhyCommand(terminal))
        .addSubcommand(new ListCommand(terminal))
        .addSubcommand(new OpenCommand(terminal))
        .addSubcommand(new ReportCommand(terminal))
        .addSubcommand(new EventsCommand(terminal))
        .addSubcommand(new InitCommand(terminal))
        .addSubcommand(new DemoCommand(terminal))
        .addSubcommand(new CompletionCommand(terminal));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.out());
    return ExitCode.OK.code();
  }

  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"clew " + Version.CURRENT + " (Java " + Runtime.version() + ")"};
    }
  }
}
