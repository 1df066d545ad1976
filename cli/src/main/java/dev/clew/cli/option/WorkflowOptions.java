package dev.clew.cli.option;

import dev.clew.core.Refusal;
import dev.clew.engine.http.HttpLimits;
import dev.clew.execution.CatalogSearch;
import dev.clew.execution.InputPayload;
import dev.clew.execution.MockSource;
import dev.clew.execution.Mocks;
import dev.clew.execution.RunRequest;
import dev.clew.execution.config.ConfigFile;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.execution.offline.RecordedMocks;
import dev.clew.plan.input.Supplied;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RunFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is said of a workflow whether it is run or only checked.
public final class WorkflowOptions {
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
      names = "--envfile",
      paramLabel = "FILE",
      description = "Environment variables as KEY=VALUE lines, in the place of the workflow's own.")
  private @Nullable Path envFile;

  @Option(
      names = "--secret",
      paramLabel = "NAME=WHERE",
      description =
          "Where a secret is, for {{env:NAME}} or a secret input: env:VARIABLE, file:PATH or"
              + " cmd:COMMAND; repeat for more.")
  private List<String> secrets = new ArrayList<>();

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
      names = "--refresh-cache",
      description = "Fetch the contracts of the APIs even if they are in the cache.")
  private boolean refreshCache;

  @Option(
      names = "--mocked",
      description =
          "Let the mocks of the stages answer and send nothing; refused when a stage has none.")
  private boolean mocked;

  @Option(
      names = "--mocked-by",
      paramLabel = "RUN",
      description =
          "As --mocked, and let the answers that this run recorded go before the mocks, stage by"
              + " stage.")
  private @Nullable String mockedBy;

  @Option(
      names = "--call-unmocked",
      description = "With --mocked: call the stages that have no mock, for real.")
  private boolean callUnmocked;

  @Option(
      names = "--assertion-failures-block",
      paramLabel = "true|false",
      arity = "1",
      description =
          "Whether a failed assertion that does not say it itself makes its stage fail (default:"
              + " what the catalog says, else true).")
  public @Nullable Boolean assertionFailuresBlock;

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
      names = "--allow-metadata",
      description = "Allow calls to the metadata addresses of cloud providers.")
  private boolean allowMetadata;

  /// @param command of clew, for the message when there is none
  public Path workflow(String command) {
    Path path = workflow == null ? workflowOption : workflow;
    if (path == null) {
      throw Refusal.invalid("which workflow? clew " + command + " WORKFLOW");
    }
    if (workflow != null && workflowOption != null) {
      throw Refusal.invalid("the workflow is given twice: " + workflow + ", " + workflowOption);
    }
    return path;
  }

  /// @param path see [#workflow]
  /// @param needs see [#needs]
  /// @param repeatable whether the same command can be given again later
  public RunRequest request(
      Path path,
      RunRequest.Needs needs,
      RunRequest.Modes modes,
      boolean followRedirects,
      RunRequest.Reporting reporting,
      boolean repeatable) {
    return new RunRequest(
        path,
        environment,
        inputs(),
        vars,
        catalog,
        NamedOption.parse(baseUrls, "--base-url"),
        needs,
        modes,
        new RunRequest.Calls(limits(), followRedirects),
        reporting,
        repeatable);
  }

  public Mocks mocks() {
    boolean mocking = mocked || mockedBy != null;
    if (callUnmocked && !mocking) {
      throw Refusal.invalid("--call-unmocked is for --mocked; without it every stage is called");
    }
    return callUnmocked ? Mocks.WHERE_WRITTEN : mocking ? Mocks.EVERYWHERE : Mocks.OFF;
  }

  /// The run whose answers stand in for calls; null for none.
  public @Nullable MockSource mockedBy() {
    return mockedBy == null
        ? null
        : RecordedMocks.of(
            FoundAttempt.find(new RunFiles(Path.of("")), mockedBy), mockedBy, callUnmocked);
  }

  private Map<String, Supplied> inputs() {
    Map<String, Supplied> supplied = new LinkedHashMap<>();
    if (payload != null) {
      supplied.putAll(InputPayload.read(payload));
    }
    supplied.putAll(NamedOption.inputs(inputs));
    return supplied;
  }

  public RunRequest.Needs needs(Path path) {
    Path found = catalog == null ? CatalogSearch.from(path) : catalog;
    WorkflowsConfig config = ConfigFile.find(path, found, System::getenv);
    return new RunRequest.Needs(
        System::getenv, envFile, NamedOption.parse(secrets, "--secret"), refreshCache, config);
  }

  private HttpLimits limits() {
    return new HttpLimits(
        seconds(connectTimeout, "--connect-timeout"),
        seconds(requestTimeout, "--request-timeout"),
        HttpLimits.DEFAULTS.responseBytes(),
        allowMetadata);
  }

  private static Duration seconds(double seconds, String option) {
    if (!(seconds > 0) || seconds > 86_400) {
      throw Refusal.invalid(option + " takes seconds, more than 0 and at most 86400");
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
