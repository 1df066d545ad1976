package dev.clew.cli.command;

import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew completion`: a completion script for bash and zsh.
@Command(
    name = "completion",
    description = "Print a completion script: source <(clew completion).",
    usageHelpAutoWidth = true)
final class CompletionCommand extends Subcommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("clew", spec.root().commandLine()));
    return ExitCode.OK.code();
  }
}
