package dev.clew.cli.command;

import dev.clew.cli.process.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// What every command has. `call` returns the exit code.
abstract class Subcommand implements Callable<Integer> {
  final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--verbose", description = "Show the stack trace of a fault of clew itself.")
  boolean verbose;

  Subcommand(Terminal terminal) {
    this.terminal = terminal;
  }
}
