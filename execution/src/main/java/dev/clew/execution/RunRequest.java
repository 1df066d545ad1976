package dev.clew.execution;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.BaseUrl;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.ProvidedFrom;
import dev.clew.document.PageLimit;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a user asked to be run.
///
/// @param environment null for the only one that the catalog knows
/// @param inputs by name; these win over the variables file
/// @param vars a `.wfvars` file; null for the one beside the workflow, if there is one
/// @param catalog null for the one that is found from the workflow's folder upwards
/// @param baseUrls by the name of the definition; these win over the catalog
/// @param needs what it is given besides its inputs
/// @param modes how it is executed
/// @param calls how its calls are made
/// @param reporting what is kept of it, and where
/// @param repeatable whether the same command can be given again later
public record RunRequest(
    Path workflow,
    @Nullable String environment,
    Map<String, Supplied> inputs,
    @Nullable Path vars,
    @Nullable Path catalog,
    Map<String, String> baseUrls,
    Needs needs,
    Modes modes,
    Calls calls,
    Reporting reporting,
    boolean repeatable) {

  public RunRequest {
    inputs = Map.copyOf(inputs);
    baseUrls = Map.copyOf(baseUrls);
  }

  /// How a run is executed.
  ///
  /// @param mocks which stages are answered by their mocks, in the place of services
  /// @param mockedBy a recorded run that answers before the mocks do; null for none
  /// @param debug whether the `debug` values of stages are shown
  /// @param assertionFailuresBlock wins over the catalog; null for what that says
  /// @param strictContract whether an answer that breaks its contract makes its stage fail
  /// @param strict whether a tolerated failure counts as a failure
  /// @param seed null for one from real entropy
  /// @param limit how long it may take; null for as long as it likes
  public record Modes(
      Mocks mocks,
      @Nullable MockSource mockedBy,
      boolean debug,
      @Nullable Boolean assertionFailuresBlock,
      boolean strictContract,
      boolean strict,
      @Nullable String seed,
      @Nullable Duration limit) {
    public static final Modes DEFAULTS =
        new Modes(Mocks.OFF, null, false, null, false, false, null, null);

    /// Of a run that is only checked.
    public static Modes checking(
        Mocks mocks, @Nullable MockSource mockedBy, @Nullable Boolean assertionFailuresBlock) {
      return new Modes(mocks, mockedBy, false, assertionFailuresBlock, false, false, null, null);
    }
  }

  /// How the calls of a run are made.
  public record Calls(HttpLimits limits, boolean followRedirects) {
    public static final Calls DEFAULTS = new Calls(HttpLimits.DEFAULTS, true);
  }

  /// What is kept of a run, and where.
  ///
  /// @param out where the files go; null for `output/` beside the workflow
  /// @param junit null for none
  /// @param summary whether the run is summed up in the terminal at its end
  public record Reporting(
      ReportFormat format,
      PageLimit pageLimit,
      Capture capture,
      @Nullable Path out,
      @Nullable Path junit,
      boolean redact,
      OutputForm outputForm,
      boolean summary) {
    public static final Reporting DEFAULTS =
        new Reporting(
            ReportFormat.BOTH,
            PageLimit.DEFAULT,
            Capture.HEADERS,
            null,
            null,
            true,
            OutputForm.TYPED,
            true);

    /// Of a run that is only checked.
    public static final Reporting NONE =
        new Reporting(
            ReportFormat.NONE,
            PageLimit.DEFAULT,
            Capture.NONE,
            null,
            null,
            true,
            OutputForm.TYPED,
            true);

    Reports.Choice choice() {
      return new Reports.Choice(format, pageLimit, junit);
    }
  }

  /// What a run is given besides its inputs.
  ///
  /// @param environment the variables of the process
  /// @param envFile takes the place of the workflow's own; null for that
  /// @param secrets where each secret is, as `--secret` says it, by its name
  /// @param refreshCache whether contracts are fetched even if they are in the cache
  /// @param config the `workflows.config`
  public record Needs(
      EnvironmentVariables environment,
      @Nullable Path envFile,
      Map<String, String> secrets,
      boolean refreshCache,
      WorkflowsConfig config) {
    public Needs {
      secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }

    /// Where the secrets are, for the facts of the attempt. Not among the words that run it again:
    /// there, `token=…` would be taken for a secret itself.
    List<ProvidedFrom> secretSources() {
      List<ProvidedFrom> sources = new ArrayList<>();
      secrets.forEach((name, where) ->
          sources.add(
              new ProvidedFrom(
                  new Attributes()
                      .with(ProvidedFrom.NAME, name)
                      .with(ProvidedFrom.WHERE, where)
                      .build())));
      return sources;
    }
  }

  /// A run with everything by default, against services that end with this process.
  ///
  /// @param process its variables
  public static RunRequest of(
      Path workflow,
      String environment,
      Map<String, Supplied> inputs,
      Map<String, String> urls,
      EnvironmentVariables process) {
    return new RunRequest(
        workflow,
        environment,
        new LinkedHashMap<>(inputs),
        null,
        null,
        urls,
        new Needs(process, null, Map.of(), false, WorkflowsConfig.NONE),
        Modes.DEFAULTS,
        Calls.DEFAULTS,
        Reporting.DEFAULTS,
        false);
  }

  /// What is recorded of it, to make it again: all but the inputs, the secrets, and what says how
  /// it is reported. Null when it cannot be made again.
  @Nullable Asked asked() {
    if (!repeatable) {
      return null;
    }
    HttpLimits limits = calls.limits();
    HttpLimits defaults = HttpLimits.DEFAULTS;
    MockSource mockedBy = modes.mockedBy();
    return Asked.of(
        new AskedWorkflow(
            new Attributes()
                .with(AskedWorkflow.WORKFLOW, workflow.toString())
                .with(AskedWorkflow.ENVIRONMENT, environment)
                .with(AskedWorkflow.CATALOG, text(catalog))
                .with(AskedWorkflow.BASE_URLS, askedUrls())
                .with(AskedWorkflow.ENV_FILE, text(needs.envFile()))
                .with(AskedWorkflow.OUT, text(reporting.out()))
                .with(AskedWorkflow.REDACT, reporting.redact() ? null : false)
                .with(AskedWorkflow.STRICT, modes.strict() ? true : null)
                .with(AskedWorkflow.STRICT_CONTRACT, modes.strictContract() ? true : null)
                .with(AskedWorkflow.ASSERTIONS_BLOCK, modes.assertionFailuresBlock())
                .with(AskedWorkflow.DEBUG, modes.debug() ? true : null)
                .with(AskedWorkflow.SEED, modes.seed())
                .with(AskedWorkflow.MOCKS, modes.mocks().wire())
                .with(AskedWorkflow.MOCKED_BY, mockedBy == null ? null : mockedBy.run())
                .with(AskedWorkflow.FOLLOW_REDIRECTS, calls.followRedirects() ? null : false)
                .with(
                    AskedWorkflow.CONNECT_TIMEOUT,
                    other(limits.connectTimeout(), defaults.connectTimeout()))
                .with(
                    AskedWorkflow.REQUEST_TIMEOUT,
                    other(limits.requestTimeout(), defaults.requestTimeout()))
                .with(AskedWorkflow.ALLOW_METADATA, limits.metadataAllowed() ? true : null)
                .with(AskedWorkflow.TIMEOUT, modes.limit())
                .build()));
  }

  private @Nullable List<BaseUrl> askedUrls() {
    List<BaseUrl> urls = new ArrayList<>();
    new TreeMap<>(baseUrls)
        .forEach((api, url) ->
            urls.add(
                new BaseUrl(
                    new Attributes()
                        .with(BaseUrl.API, api)
                        .with(BaseUrl.URL, url)
                        .with(BaseUrl.SOURCE, BaseUrl.OVERRIDE)
                        .build())));
    return urls.isEmpty() ? null : urls;
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }

  private static @Nullable Duration other(Duration limit, Duration usual) {
    return limit.equals(usual) ? null : limit;
  }
}
