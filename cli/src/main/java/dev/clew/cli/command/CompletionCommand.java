package dev.clew.cli.command;

import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final String OF_FILES_TOO =
      "complete -F _complete_clew -o default clew clew.sh clew.bash";
  private static final String OF_BOTH_NAMES = "complete -F _complete_clew -o default clew sih";

  /// The line that lists what an option takes; the names in it are those of a Java enum.
  private static final Pattern VALUES = Pattern.compile("(?<=_option_args=)\\(.*\\)");

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("clew", spec.root().commandLine());
    terminal.out().print(asDocumented(script).replace(OF_FILES_TOO, OF_BOTH_NAMES));
    return ExitCode.OK.code();
  }

  /// Words are written in small letters, and taken in any.
  private static String asDocumented(String script) {
    return VALUES
        .matcher(script)
        .replaceAll(line -> Matcher.quoteReplacement(line.group().toLowerCase(Locale.ROOT)));
  }
}
