package dev.clew.execution;

import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.run.ProvidedFrom;
import dev.clew.document.PageLimit;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.runs.recording.ReportFormat;
import dev.clew.runs.recording.Reports;
import dev.clew.workflow.input.Supplied;
import java.math.BigDecimal;
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

    private List<String> words() {
      List<String> words = new ArrayList<>(mocks.words());
      if (mockedBy != null) {
        words.addAll(mockedBy.words());
      }
      if (debug) {
        words.add("--debug");
      }
      if (assertionFailuresBlock != null) {
        words.addAll(List.of("--assertion-failures-block", assertionFailuresBlock.toString()));
      }
      if (strictContract) {
        words.add("--strict-contract");
      }
      if (limit != null) {
        words.addAll(List.of("--timeout", limit.toMillis() + "ms"));
      }
      return words;
    }
  }

  /// How the calls of a run are made.
  public record Calls(HttpLimits limits, boolean followRedirects) {
    public static final Calls DEFAULTS = new Calls(HttpLimits.DEFAULTS, true);

    /// What is not the default of the limits.
    private List<String> limitWords() {
      List<String> words = new ArrayList<>();
      if (!limits.connectTimeout().equals(HttpLimits.DEFAULTS.connectTimeout())) {
        words.addAll(List.of("--connect-timeout", seconds(limits.connectTimeout())));
      }
      if (!limits.requestTimeout().equals(HttpLimits.DEFAULTS.requestTimeout())) {
        words.addAll(List.of("--request-timeout", seconds(limits.requestTimeout())));
      }
      if (limits.metadataAllowed()) {
        words.add("--allow-metadata");
      }
      return words;
    }

    private static String seconds(Duration duration) {
      return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
    }
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

    /// @param folder where the files go
    private Reporting anew(Capture kept, @Nullable Path folder) {
      return new Reporting(format, pageLimit, kept, folder, junit, redact, outputForm, summary);
    }
  }

  /// What a run is given besides its inputs.
  ///
  /// @param envFile takes the place of the workflow's own; null for that
  /// @param secrets where each secret is, as `--secret` says it, by its name
  /// @param refreshCache whether contracts are fetched even if they are in the cache
  /// @param config the `workflows.config`
  public record Needs(
      @Nullable Path envFile,
      Map<String, String> secrets,
      boolean refreshCache,
      WorkflowsConfig config) {
    public static final Needs NOTHING = new Needs(null, Map.of(), false, WorkflowsConfig.NONE);

    public Needs {
      secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }

    private List<String> words() {
      List<String> words = new ArrayList<>();
      if (envFile != null) {
        words.addAll(List.of("--envfile", envFile.toString()));
      }
      return words;
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
  public static RunRequest of(
      Path workflow, String environment, Map<String, Supplied> inputs, Map<String, String> urls) {
    return new RunRequest(
        workflow,
        environment,
        new LinkedHashMap<>(inputs),
        null,
        null,
        urls,
        Needs.NOTHING,
        Modes.DEFAULTS,
        Calls.DEFAULTS,
        Reporting.DEFAULTS,
        false);
  }

  /// The same with other files and inputs.
  ///
  /// @param folder where the files go
  public RunRequest anew(
      Path workflowFile,
      @Nullable Path catalogFile,
      @Nullable Path varsFile,
      Map<String, Supplied> supplied,
      Capture kept,
      @Nullable Path folder) {
    return new RunRequest(
        workflowFile,
        environment,
        supplied,
        varsFile,
        catalogFile,
        baseUrls,
        needs,
        modes,
        calls,
        reporting.anew(kept, folder),
        repeatable);
  }

  /// The words of the command line that would run this again, but for the inputs.
  List<String> again() {
    if (!repeatable) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of("clew", "run", workflow.toString()));
    if (environment != null) {
      words.addAll(List.of("--env", environment));
    }
    if (catalog != null) {
      words.addAll(List.of("--catalog", catalog.toString()));
    }
    new TreeMap<>(baseUrls)
        .forEach((api, url) -> words.addAll(List.of("--base-url", api + "=" + url)));
    Path out = reporting.out();
    if (out != null) {
      words.addAll(List.of("--out", out.toString()));
    }
    if (modes.strict()) {
      words.add("--strict");
    }
    if (!calls.followRedirects()) {
      words.add("--no-redirects");
    }
    String seed = modes.seed();
    if (seed != null) {
      words.addAll(List.of("--seed", seed));
    }
    if (!reporting.redact()) {
      words.add("--no-redact");
    }
    words.addAll(calls.limitWords());
    words.addAll(modes.words());
    words.addAll(needs.words());
    return words;
  }
}
