package dev.clew.cli.command;

import dev.clew.cli.process.CalledAs;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.runs.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
      "Start with @|bold clew demo|@. Exit codes: 0 ok, 1 the run failed or is different, 2 usage"
          + " or definition error, 3 could not write, 130 interrupted."
    })
public final class ClewCommand implements Callable<Integer> {
  private static final String COMPLETION = "completion";
  private static final String EXEC = "exec";

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ClewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The command line for these words. When they begin with a command, only that one is known: to
  /// read the options of the others takes longer than the rest of many a command.
  public static CommandLine line(Terminal terminal, List<String> words) {
    CommandLine line = new CommandLine(new ClewCommand(terminal));
    line.setCommandName(CalledAs.name());
    line.setExpandAtFiles(false);
    Map<String, Supplier<Object>> commands = commands(terminal);
    String first = words.isEmpty() ? "" : words.getFirst();
    Supplier<Object> asked = commands.get(first);
    if (asked != null && !first.equals(COMPLETION)) {
      Object command = asked.get();
      CommandLine subcommand =
          command instanceof CommandLine made ? made : new CommandLine(command);
      // What follows `clew exec COMMAND` is the command's, whatever it looks like.
      subcommand.setStopAtPositional(first.equals(EXEC));
      line.addSubcommand(first, subcommand);
      return line;
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line;
  }

  /// A command, or the line of one that has commands of its own.
  private static Map<String, Supplier<Object>> commands(Terminal terminal) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(terminal));
    commands.put("check", () -> new CheckCommand(terminal));
    commands.put(EXEC, () -> new ExecCommand(terminal));
    commands.put("plan", () -> new PlanCommand(terminal));
    commands.put("replay", () -> new ReplayCommand(terminal));
    commands.put("retry", () -> new RetryCommand(terminal));
    commands.put("why", () -> new WhyCommand(terminal));
    commands.put("show", () -> new ShowCommand(terminal));
    commands.put("artifacts", () -> new ArtifactsCommand(terminal));
    commands.put("diff", () -> new DiffCommand(terminal));
    commands.put("snapshot", () -> SnapshotCommand.line(terminal));
    commands.put("list", () -> new ListCommand(terminal));
    commands.put("open", () -> new OpenCommand(terminal));
    commands.put("report", () -> new ReportCommand(terminal));
    commands.put("events", () -> new EventsCommand(terminal));
    commands.put("push", () -> new PushCommand(terminal));
    commands.put("export", () -> new ExportCommand(terminal));
    commands.put("restore", () -> new RestoreCommand(terminal));
    commands.put("fsck", () -> new FsckCommand(terminal));
    commands.put("token", () -> TokenCommand.line(terminal));
    commands.put("audit", () -> new AuditCommand(terminal));
    commands.put("backup", () -> new BackupCommand(terminal));
    commands.put("import", () -> new ImportCommand(terminal));
    commands.put("verify", () -> new VerifyCommand(terminal));
    commands.put("sign", () -> new SignCommand(terminal));
    commands.put("serve", () -> ServeCommand.line(terminal));
    commands.put("init", () -> new InitCommand(terminal));
    commands.put("demo", () -> new DemoCommand(terminal));
    commands.put(COMPLETION, () -> new CompletionCommand(terminal));
    return commands;
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
