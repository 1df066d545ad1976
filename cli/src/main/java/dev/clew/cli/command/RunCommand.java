package dev.clew.cli.command;

import dev.clew.cli.CliException;
import dev.clew.cli.Terminal;
import dev.clew.cli.run.Payloads;
import dev.clew.cli.run.RunRequest;
import dev.clew.cli.run.WorkflowRun;
import dev.clew.engine.Attempt;
import dev.clew.engine.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.workflow.input.Supplied;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(arity = "0..1", paramLabel = "WORKFLOW", description = "The workflow file.")
  private @Nullable Path workflow;

  @Option(
      names = {"-w", "--workflow"},
      paramLabel = "WORKFLOW",
      description = "The same, as an option.")
  private @Nullable Path workflowOption;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "The environment; may be left out when the catalog knows only one.")
  private @Nullable String environment;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "NAME=VALUE",
      description = "An input; repeat for more. Wins over --payload, and that over --vars.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--payload",
      paramLabel = "FILE.json|-",
      description = "A captured JSON document that supplies the inputs by name; - reads stdin.")
  private @Nullable String payload;

  @Option(
      names = {"--vars", "--varsfile"},
      paramLabel = "FILE.wfvars",
      description = "Variables by environment; by default WORKFLOW's own .wfvars, if it is there.")
  private @Nullable Path vars;

  @Option(
      names = {"-c", "--catalog"},
      paramLabel = "FILE",
      description = "The API catalog; by default api.catalog in WORKFLOW's folder or above it.")
  private @Nullable Path catalog;

  @Option(
      names = "--base-url",
      paramLabel = "API=URL",
      description = "Call this API of the catalog elsewhere; repeat for more.")
  private List<String> baseUrls = new ArrayList<>();

  @Option(
      names = "--report-format",
      paramLabel = "json|html|both|none",
      description = "Which reports to write (default: both).")
  private RunRequest.ReportFormat format = RunRequest.ReportFormat.BOTH;

  @Option(
      names = "--capture-http",
      paramLabel = "none|headers|bodies",
      description =
          "How much of each exchange to keep (default: headers). An unsuccessful answer keeps up to"
              + " 64 KiB of its body unless this is none.")
  private Capture capture = Capture.HEADERS;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the files go (default: output/ beside WORKFLOW).")
  private @Nullable Path out;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  private @Nullable Path junit;

  @Option(names = "--strict", description = "Exit with 1 also when a failure was tolerated.")
  private boolean strict;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      description = "Make everything random in the run reproducible.")
  private @Nullable String seed;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      description = "For DNS, TCP and TLS (default: 10).")
  private double connectTimeout = HttpLimits.DEFAULTS.connectTimeout().toSeconds();

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      description = "For a whole exchange (default: 60).")
  private double requestTimeout = HttpLimits.DEFAULTS.requestTimeout().toSeconds();

  @Option(
      names = "--no-redirects",
      negatable = false,
      description = "Do not follow redirects (default: at most 10, each recorded).")
  private boolean noRedirects;

  @Option(
      names = "--allow-metadata",
      description = "Allow calls to the metadata addresses of cloud providers.")
  private boolean allowMetadata;

  @Option(
      names = "--no-redact",
      description = "Keep secrets in ledger and reports; the report says so.")
  private boolean noRedact;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    RunRequest request = request();
    return new WorkflowExecution(terminal, quiet, json)
        .execute(request, new WorkflowRun.Into.NewRun(Attempt.FIRST));
  }

  /// What these words after `clew run` ask for.
  static RunRequest request(Terminal terminal, List<String> words) {
    RunCommand command = new RunCommand(terminal);
    new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(words.toArray(String[]::new));
    return command.request();
  }

  private RunRequest request() {
    Path path = workflow == null ? workflowOption : workflow;
    if (path == null) {
      throw CliException.usage("which workflow? clew run WORKFLOW");
    }
    if (workflow != null && workflowOption != null) {
      throw CliException.usage("the workflow is given twice: " + workflow + ", " + workflowOption);
    }
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    if (payload != null) {
      supplied.putAll(Payloads.read(payload));
    }
    for (String input : inputs) {
      int equals = NamedOption.nameEnd(input, "--input");
      supplied.put(
          input.substring(0, equals),
          new Supplied.Text(input.substring(equals + 1), "--input " + input.substring(0, equals)));
    }
    Map<String, String> urls = new LinkedHashMap<>();
    for (String url : baseUrls) {
      int equals = NamedOption.nameEnd(url, "--base-url");
      urls.put(url.substring(0, equals), url.substring(equals + 1));
    }
    return new RunRequest(
        path,
        environment,
        supplied,
        vars,
        catalog,
        urls,
        format,
        capture,
        out,
        junit,
        strict,
        !noRedact,
        !noRedirects,
        seed,
        new HttpLimits(
            seconds(connectTimeout, "--connect-timeout"),
            seconds(requestTimeout, "--request-timeout"),
            HttpLimits.DEFAULTS.responseBytes(),
            allowMetadata),
        true);
  }

  private static Duration seconds(double seconds, String option) {
    if (!(seconds > 0) || seconds > 86_400) {
      throw CliException.usage(option + " takes seconds, more than 0 and at most 86400");
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
