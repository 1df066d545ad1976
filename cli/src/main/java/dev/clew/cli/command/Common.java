package dev.clew.cli.command;

import picocli.CommandLine.Option;

/// What every command takes.
final class Common {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--verbose", description = "Show the stack trace of a fault of clew itself.")
  boolean verbose;
}
