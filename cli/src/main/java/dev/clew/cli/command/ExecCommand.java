package dev.clew.cli.command;

import dev.clew.cli.option.PushOptions;
import dev.clew.cli.option.RecordingOptions;
import dev.clew.cli.process.CliException;
import dev.clew.cli.process.ExitCode;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.process.ThisProcess;
import dev.clew.cli.push.LivePush;
import dev.clew.command.ExecRequest;
import dev.clew.command.ExecRun;
import dev.clew.command.file.Kept;
import dev.clew.command.printed.PassedOn;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.report.VisibleText;
import dev.clew.report.terminal.CommandWords;
import dev.clew.report.terminal.Durations;
import dev.clew.report.terminal.Palette;
import dev.clew.report.terminal.RemedyWords;
import dev.clew.report.terminal.Summary;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunFiles;
import dev.clew.runs.RunSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clew exec`: any command becomes a run.
@Command(
    name = "exec",
    description = "Run any command, unchanged, and write a ledger and reports that explain it.",
    usageHelpAutoWidth = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 125,
    footer = {
      "",
      "Example: @|bold clew exec --final 'out/*.pdf' --timeout 15m -- bash nightly.sh|@",
      "Exit codes: that of the command; 124 timeout, 125 clew failed, 126 not executable,"
          + " 127 not found, 128+n signal n."
    })
final class ExecCommand extends Subcommand {
  ExecCommand(Terminal terminal) {
    super(terminal);
  }

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "Of the run (default: the command's own name).")
  private @Nullable String name;

  @Option(
      names = "--created-at",
      paramLabel = "TIME",
      description = "When the work was asked for, as RFC 3339: the wait in the queue begins there.")
  private @Nullable String createdAt;

  @Option(
      names = "--input-file",
      paramLabel = "FILE",
      description = "A file that the command reads; repeat for more.")
  private List<Path> inputFiles = new ArrayList<>();

  @Option(
      names = "--artifact",
      paramLabel = "GLOB",
      description = "Files that the command writes, such as 'out/**'; repeat for more.")
  private List<String> artifacts = new ArrayList<>();

  @Option(
      names = "--final",
      paramLabel = "GLOB",
      description = "Files that it must have written when it is done; repeat for more.")
  private List<String> finals = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "End it after that long: 90s, 15m, 1h30m.")
  private @Nullable String timeout;

  @Option(
      names = "--attempt-of",
      paramLabel = "RUN",
      description = "Make this another attempt of that run, in its ledger.")
  private @Nullable String attemptOf;

  @Option(
      names = "--keep-env",
      paramLabel = "NAME",
      description =
          "Record the value of this variable, which is no secret; repeat for more."
              + " Otherwise only what is plainly harmless is recorded.")
  private List<String> keptVariables = new ArrayList<>();

  @Option(
      names = "--keep-workspace",
      description =
          "Copy the files of this folder as the command found them, up to 64 MB each and 256 MB,"
              + " so that the folder can be made again elsewhere.")
  private boolean keepsWorkspace;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the files go (default: output/ here).")
  private @Nullable Path out;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Your own rules for the lines of the output, before clew's.")
  private @Nullable Path rules;

  @Mixin private RecordingOptions recording = new RecordingOptions();

  @Mixin private PushOptions pushing = new PushOptions();

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what went wrong with clew itself.")
  private boolean quiet;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments, as they are.")
  private List<String> command = new ArrayList<>();

  /// @throws CliException with [ExitCode#EXEC_FAULT]: every other code could be the command's
  @Override
  public Integer call() {
    try {
      return execute(request());
    } catch (Refusal e) {
      throw new CliException(ExitCode.EXEC_FAULT, RemedyWords.told(e), e);
    } catch (ClewException e) {
      throw new CliException(ExitCode.EXEC_FAULT, String.valueOf(e.getMessage()), e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new CliException(
          ExitCode.EXEC_FAULT,
          "unexpected fault: " + e + "; please report it with the output of --verbose",
          e);
    }
  }

  /// @return the exit code
  static int execute(Terminal terminal, ExecRequest request, boolean quiet) {
    ExecCommand command = new ExecCommand(terminal);
    command.quiet = quiet;
    return command.execute(request);
  }

  private int execute(ExecRequest request) {
    LivePush push = pushing.live();
    ExecRun.Result result =
        new ExecRun(
                request,
                InstantSource.system(),
                ThisProcess.surroundings(),
                new PassedOn(terminal.out(), terminal.err()),
                CommandWords.SHELL)
            .execute(push::opened);
    say(result);
    RunSource.Contents contents = result.contents();
    RunView view = contents == null ? null : contents.view();
    push.end(terminal, quiet, result.ledger(), view, result.redactor());
    return result.exitCode();
  }

  private ExecRequest request() {
    if (command.isEmpty()) {
      throw Refusal.invalid("which command? clew exec [OPTIONS] -- COMMAND…");
    }
    if (command.getFirst().isEmpty()) {
      throw Refusal.invalid("the command is empty");
    }
    if (name != null && (name.isBlank() || name.length() > 80)) {
      throw Refusal.invalid("--name takes 1 to 80 characters");
    }
    if (attemptOf != null && (name != null || out != null)) {
      throw Refusal.invalid(
          "an attempt of a run has its name and its folder: leave out "
              + (name != null ? "--name" : "--out"));
    }
    if (rules != null && !Files.isReadable(rules)) {
      throw Refusal.invalid("--rules " + rules + ": no such file");
    }
    RecordedRun earlier = attemptOf == null ? null : new RunFiles(Path.of("")).find(attemptOf);
    return new ExecRequest(
        earlier == null ? name : earlier.view().name(),
        createdAt == null ? null : time(createdAt),
        inputFiles,
        artifacts,
        finals,
        timeout == null ? null : Durations.parse(timeout, "--timeout"),
        earlier == null ? null : ledger(earlier),
        out,
        rules,
        recording.format(),
        recording.pageLimit(),
        recording.junit,
        recording.redact(),
        command,
        Set.copyOf(keptVariables),
        null,
        Map.of(),
        new AttemptStarted(Json.EMPTY_OBJECT),
        keepsWorkspace,
        Kept.NONE);
  }

  private static Timestamp time(String text) {
    try {
      return Timestamp.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          "--created-at takes a time such as 2026-11-22T13:09:44Z: '" + text + "' is none");
    }
  }

  private Path ledger(RecordedRun earlier) {
    if (earlier.source() instanceof LedgerSource source) {
      return source.path();
    }
    throw Refusal.invalid(
        "--attempt-of "
            + attemptOf
            + ": this is a report; the ledger is needed to add an attempt to it");
  }

  /// To stderr, after everything that the command had to say.
  private void say(ExecRun.Result result) {
    for (String problem : result.problems()) {
      terminal.error("clew: " + VisibleText.line(problem));
    }
    if (quiet) {
      return;
    }
    for (String warning : result.warnings()) {
      terminal.error("clew: warning: " + VisibleText.line(warning));
    }
    if (result.contents() == null) {
      return;
    }
    RunView run = result.contents().view();
    Path page = result.reports().files().get("report_html");
    String ledger = VisibleText.line(result.ledger().toString());
    terminal.error(
        "clew: " + VisibleText.line(run.name()) + " " + Summary.verdict(run, Palette.PLAIN));
    terminal.error(
        "clew: "
            + (page == null ? "ledger " + ledger : "report " + VisibleText.line(page.toString()))
            + (run.status().unsuccessful() ? " · clew why " + ledger : ""));
  }
}
