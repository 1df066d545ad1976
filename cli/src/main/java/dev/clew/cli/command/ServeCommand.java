package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.serve.ServedStore;
import dev.clew.cli.serve.Serving;
import dev.clew.cli.serve.config.PrintedSettings;
import dev.clew.cli.serve.config.ServeSettings;
import dev.clew.cli.serve.config.ServeStart;
import dev.clew.cli.serve.config.SettingFlags;
import dev.clew.report.VisibleText;
import dev.clew.runs.Surroundings;
import dev.clew.server.ServerOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `clew serve`: takes in the runs of others and explains them, until it is told to end.
@Command(
    name = "serve",
    description = "Keep and explain the runs that others send, over HTTP.",
    usageHelpAutoWidth = true)
final class ServeCommand extends Subcommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ServeCommand(Terminal terminal) {
    super(terminal);
  }

  /// With a flag for each setting that has one.
  static CommandLine line(Terminal terminal) {
    CommandLine line = new CommandLine(new ServeCommand(terminal));
    SettingFlags.addTo(line.getCommandSpec());
    return line;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file (default: clew/serve.yaml in $XDG_CONFIG_HOME, else in ~/.config,"
              + " if it is there). Variables CLEW_SERVE_… and flags win over it.")
  private @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Only print what is set, and where; without passwords.")
  private boolean printConfig;

  @Override
  public Integer call() {
    Surroundings surroundings = ThisProcess.surroundings();
    ServeSettings settings =
        ServeSettings.of(config, surroundings, spec.commandLine().getParseResult());
    if (printConfig) {
      PrintedSettings.lines(settings).forEach(line -> terminal.line(VisibleText.line(line)));
      return ExitCode.OK.code();
    }
    InstantSource clock = InstantSource.system();
    ServeStart start = new ServeStart(settings);
    ServerOptions options = start.options();
    ServedStore served = start.store(surroundings.dataFolder(), clock);
    Serving.untilTold(
        options, served, clock, start.log(this::say, clock), url -> ready(url, served));
    return ExitCode.OK.code();
  }

  private void say(String line) {
    terminal.err().println(line);
    terminal.err().flush();
  }

  private void ready(String url, ServedStore served) {
    terminal.line("clew serves " + VisibleText.line(url) + "  (runs " + served.where() + ")");
    terminal.out().flush();
  }
}
