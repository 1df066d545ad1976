package dev.clew.cli;

import dev.clew.cli.command.ClewCommand;
import dev.clew.cli.process.CtrlC;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.RemedyWords;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// The entry of the program. Every outcome becomes an exit code here, and every fault one line; the
/// stack trace of a fault is behind `--verbose`.
public final class Main {
  private final Terminal terminal;

  public Main(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    int code = new Main(Terminal.system()).run(arguments);
    CtrlC.done();
    System.exit(code);
  }

  /// @return the exit code
  public int run(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean verbose = words.contains("--verbose");
    if (isOwnSpelling(words)) {
      words.addFirst("run");
    }
    CommandLine line = ClewCommand.line(terminal, words);
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, given) -> usage(wrong));
    line.setExecutionExceptionHandler((fault, command, parsed) -> fault(fault, verbose));
    int code = executed(line, words, verbose);
    terminal.out().flush();
    terminal.err().flush();
    return printed(code);
  }

  /// Errors too become one line: what does not fit into the memory is most often an input.
  private int executed(CommandLine line, List<String> words, boolean verbose) {
    try {
      return line.execute(words.toArray(String[]::new));
    } catch (OutOfMemoryError e) {
      return fault(
          Refusal.notWritten("what was asked for does not fit into the memory of clew", e),
          verbose);
    } catch (StackOverflowError e) {
      return fault(new IllegalStateException("too deeply nested", e), verbose);
    }
  }

  /// @return the exit code, for a command that ended with this one
  private int printed(int code) {
    String unwritten = terminal.unwritten();
    if (unwritten == null) {
      return code;
    }
    terminal.error(
        "clew: stdout could not be written: "
            + VisibleText.line(unwritten)
            + "; the command did its work, and what it printed is lost");
    return code == ExitCode.OK.code() ? ExitCode.NOT_WRITTEN.code() : code;
  }

  /// `clew --workflow W --env E`: SphereIntegrationHub's spelling of `clew run W --env E`.
  private static boolean isOwnSpelling(List<String> words) {
    if (words.isEmpty() || !words.getFirst().startsWith("-")) {
      return false;
    }
    for (String word : words) {
      if (word.equals("--workflow") || word.startsWith("--workflow=") || word.equals("-w")) {
        return true;
      }
    }
    return false;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private int usage(CommandLine.ParameterException wrong) {
    terminal.error("clew: " + VisibleText.line(String.valueOf(wrong.getMessage())));
    List<String> suggestions = new ArrayList<>();
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      suggestions.addAll(unmatched.getSuggestions());
    }
    if (!suggestions.isEmpty()) {
      terminal.error("      did you mean " + String.join(" or ", suggestions) + "?");
    }
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.error("      see " + name + " --help");
    return wrong.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  private int fault(Exception fault, boolean verbose) {
    ExitCode code = ExitCode.of(fault);
    String message =
        switch (fault) {
          case Refusal refusal -> RemedyWords.told(refusal);
          case ClewException known -> String.valueOf(known.getMessage());
          default ->
              "unexpected fault: " + fault + "; please report it with the output of --verbose";
        };
    for (String part : message.split("\n", -1)) {
      terminal.error("clew: " + VisibleText.line(part));
    }
    if (verbose) {
      fault.printStackTrace(terminal.err());
      terminal.err().flush();
    }
    return code.code();
  }
}
