package dev.clew.cli.command;

import dev.clew.cli.ExitCode;
import dev.clew.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `clew completion`: a completion script for bash and zsh.
@Command(
    name = "completion",
    description = "Print a completion script: source <(clew completion).",
    usageHelpAutoWidth = true)
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Common common = new Common();

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("clew", spec.root().commandLine()));
    return ExitCode.OK.code();
  }
}
