package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.serve.ServedStore;
import dev.clew.cli.serve.Serving;
import dev.clew.report.VisibleText;
import dev.clew.server.ServerOptions;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clew serve`: takes in the runs of others and explains them, until it is told to end.
@Command(
    name = "serve",
    description = "Keep and explain the runs that others send, over HTTP.",
    usageHelpAutoWidth = true)
final class ServeCommand extends Subcommand {
  ServeCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where to listen (default: 127.0.0.1). Without tokens, on this machine only.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "On which port (default: 7373); 0 for any that is free.")
  private int port = 7373;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Of runs whose events say none (default: default).")
  private String namespace = "default";

  @Option(
      names = "--in-memory",
      description = "Keep nothing: the runs are gone when the server ends.")
  private boolean inMemory;

  @Override
  public Integer call() {
    InstantSource clock = InstantSource.system();
    ServerOptions options = ServerOptions.DEFAULT.at(host, port).inNamespace(namespace);
    if (!inMemory) {
      terminal.warning("runs are kept in memory, and are gone when the server ends");
    }
    ServedStore served = ServedStore.inMemory(clock);
    Serving.untilTold(options, served, clock, url -> ready(url, served));
    return ExitCode.OK.code();
  }

  private void ready(String url, ServedStore served) {
    terminal.line("clew serves " + VisibleText.line(url) + "  (runs " + served.where() + ")");
    terminal.out().flush();
  }
}
