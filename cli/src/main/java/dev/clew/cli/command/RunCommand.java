package dev.clew.cli.command;

import dev.clew.cli.option.PushOptions;
import dev.clew.cli.option.RecordingOptions;
import dev.clew.cli.option.WorkflowOptions;
import dev.clew.cli.process.CalledAs;
import dev.clew.cli.process.Terminal;
import dev.clew.cli.workflow.WorkflowCheck;
import dev.clew.cli.workflow.WorkflowExecution;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.execution.Mocks;
import dev.clew.execution.RunRequest;
import dev.clew.execution.WorkflowRun;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.report.terminal.Durations;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew run`: executes a workflow and writes a ledger and reports that explain it.
@Command(
    name = "run",
    description = "Execute a workflow over HTTP and write a report that explains it.",
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Example: @|bold clew run onboarding.workflow --env prod --input email=ada@example.com|@",
      "Exit codes: 0 ok, 1 the run failed, 2 usage or definition error, 3 could not write,"
          + " 130 interrupted."
    })
final class RunCommand extends Subcommand {
  RunCommand(Terminal terminal) {
    super(terminal);
  }

  @Mixin private WorkflowOptions options = new WorkflowOptions();

  @Option(
      names = "--dry-run",
      description =
          "Check everything and print the plan, but send no request of the workflow; with"
              + " --verbose, all of it.")
  private boolean dryRun;

  @Mixin private RecordingOptions recording = new RecordingOptions();

  @Mixin private PushOptions pushing = new PushOptions();

  @Option(
      names = "--capture-http",
      paramLabel = "none|headers|bodies",
      description =
          "How much of each exchange to keep (default: headers). An unsuccessful answer keeps up to"
              + " 64 KiB of its body unless this is none.")
  private @Nullable Capture capture;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the files go (default: output/ beside WORKFLOW).")
  private @Nullable Path out;

  @Option(names = "--strict", description = "Exit with 1 also when a failure was tolerated.")
  private boolean strict;

  @Option(
      names = "--strict-contract",
      description = "Let a stage fail when its answer breaks the contract of its API.")
  private boolean strictContract;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "End it after that long: 90s, 15m, 1h30m. It has failed then, by timeout.")
  private @Nullable String timeout;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "Make everything random in the run reproducible.")
  private @Nullable String seed;

  @Option(
      names = "--no-redirects",
      negatable = false,
      description = "Do not follow redirects (default: at most 10, each recorded).")
  private boolean noRedirects;

  @Option(names = "--debug", description = "Show the debug values of each stage before its call.")
  private boolean debug;

  @Option(names = "--no-summary", description = "Print no summary at the end.")
  private boolean noSummary;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    RunRequest request = request();
    if (dryRun) {
      return new WorkflowCheck(terminal, request, true)
          .report(json ? WorkflowCheck.Form.JSON : WorkflowCheck.Form.plan(verbose));
    }
    return new WorkflowExecution(terminal, quiet, json, pushing.live())
        .execute(request, new WorkflowRun.Into.NewRun(NewAttempt.FIRST, null));
  }

  private RunRequest request() {
    Path path = options.workflow("run");
    RunRequest.Needs needs = options.needs(path);
    return options.request(
        path,
        needs,
        new RunRequest.Modes(
            dryRun ? Mocks.OFF : options.mocks(),
            dryRun ? null : options.mockedBy(),
            debug,
            options.assertionFailuresBlock,
            strictContract,
            strict,
            seed,
            timeout == null ? null : Durations.parse(timeout, "--timeout")),
        !noRedirects,
        reporting(needs.config().reporting()),
        true);
  }

  /// @param said by the `workflows.config`; the command line wins over it
  private RunRequest.Reporting reporting(WorkflowsConfig.Reporting said) {
    return new RunRequest.Reporting(
        recording.format(said.reports()),
        recording.pageLimit(),
        capture(said),
        out,
        recording.junit,
        recording.redact() && said.redacts(),
        CalledAs.outputForm(),
        !noSummary && said.sumsUp());
  }

  private Capture capture(WorkflowsConfig.Reporting said) {
    Capture asked = capture;
    String word = said.captureHttp();
    if (asked != null) {
      return asked;
    }
    return word == null ? Capture.HEADERS : Capture.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
