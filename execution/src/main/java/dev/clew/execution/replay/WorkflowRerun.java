package dev.clew.execution.replay;

import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.json.Json;
import dev.clew.core.replay.LedgerValues;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.document.PageLimit;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.kept.KeptStage;
import dev.clew.engine.kept.KeptValues;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.execution.CatalogSearch;
import dev.clew.execution.MockSource;
import dev.clew.execution.Mocks;
import dev.clew.execution.OutputForm;
import dev.clew.execution.RunRequest;
import dev.clew.execution.WorkflowRun;
import dev.clew.execution.config.ConfigFile;
import dev.clew.execution.config.WorkflowsConfig;
import dev.clew.execution.offline.RecordedMocks;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.LedgerSource;
import dev.clew.runs.RunFiles;
import dev.clew.runs.replay.DefinitionFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workflow run that is run again: with its definition as it stands on the disk now, and its
/// inputs from the ledger.
public final class WorkflowRerun {
  private final FoundAttempt wanted;
  private final SurfaceWords surface;
  private final Path ledger;

  /// @throws Refusal when it is not kept in a ledger
  public WorkflowRerun(FoundAttempt wanted, SurfaceWords surface) {
    this.wanted = wanted;
    this.surface = surface;
    if (!(wanted.found().source() instanceof LedgerSource source)) {
      throw Refusal.invalid(
          wanted.found().source().location()
              + ": this is a report; a new attempt needs the ledger of the run");
    }
    this.ledger = source.path();
  }

  /// @param outputForm how the values of outputs are written
  public RunRequest request(
      GivenInputs inputs, EnvironmentVariables environment, OutputForm outputForm) {
    AskedWorkflow asked = asked();
    Path workflow = Path.of(asked.workflow());
    Path catalog = path(asked.catalog());
    WorkflowsConfig config =
        ConfigFile.find(
            workflow, catalog == null ? CatalogSearch.from(workflow) : catalog, environment);
    Map<String, String> baseUrls = new LinkedHashMap<>();
    asked.baseUrls().forEach(one -> baseUrls.put(one.api(), one.url()));
    DefinitionFiles files = new DefinitionFiles(ledger);
    String vars = inputs.varsFile();
    return new RunRequest(
        found(files, workflow),
        asked.environment(),
        inputs.supplied(),
        vars == null ? null : found(files, Path.of(vars)),
        catalog == null ? null : found(files, catalog),
        baseUrls,
        new RunRequest.Needs(environment, path(asked.envFile()), secrets(), false, config),
        modes(asked),
        calls(asked),
        reporting(asked, config.reporting(), outputForm),
        true);
  }

  private AskedWorkflow asked() {
    String runId = wanted.found().view().runId();
    Asked asked = surface.asked(wanted.attempt().facts());
    AskedWorkflow workflow = asked.workflow();
    if (workflow == null) {
      throw Refusal.invalid(
          runId
              + ": its ledger does not say how to run it again (the services of a demonstration end"
              + " with it)",
          Remedy.Step.START_ANEW);
    }
    for (String word : surface.start(asked)) {
      if (LedgerValues.isRedacted(Json.of(word))) {
        throw Refusal.invalid(
            runId + ": its command line has a secret that the ledger does not have: " + word,
            Remedy.Step.START_ANEW);
      }
    }
    return workflow;
  }

  private Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    wanted
        .attempt()
        .facts()
        .providedFrom()
        .forEach(secret -> secrets.put(secret.name(), secret.where()));
    return secrets;
  }

  private static RunRequest.Modes modes(AskedWorkflow asked) {
    Mocks mocks = Mocks.of(asked.mocks());
    String run = asked.mockedBy();
    MockSource mockedBy =
        run == null
            ? null
            : RecordedMocks.of(
                FoundAttempt.find(new RunFiles(Path.of("")), run),
                run,
                mocks == Mocks.WHERE_WRITTEN);
    return new RunRequest.Modes(
        mocks,
        mockedBy,
        asked.debug(),
        asked.assertionsBlock(),
        asked.strictContract(),
        asked.strict(),
        asked.seed(),
        asked.timeout());
  }

  private static RunRequest.Calls calls(AskedWorkflow asked) {
    Duration connect = asked.connectTimeout();
    Duration request = asked.requestTimeout();
    HttpLimits defaults = HttpLimits.DEFAULTS;
    return new RunRequest.Calls(
        new HttpLimits(
            connect == null ? defaults.connectTimeout() : connect,
            request == null ? defaults.requestTimeout() : request,
            defaults.responseBytes(),
            asked.allowMetadata()),
        asked.followRedirects());
  }

  /// In the folder of the run, with as much of its calls as then.
  private RunRequest.Reporting reporting(
      AskedWorkflow asked, WorkflowsConfig.Reporting said, OutputForm outputForm) {
    return new RunRequest.Reporting(
        said.reports(),
        PageLimit.DEFAULT,
        capture(),
        ledger.toAbsolutePath().normalize().getParent(),
        null,
        asked.redact() && said.redacts(),
        outputForm,
        said.sumsUp());
  }

  private static @Nullable Path path(@Nullable String name) {
    return name == null ? null : Path.of(name);
  }

  private Path found(DefinitionFiles files, Path name) {
    Path file = files.find(name.toString());
    if (file == null) {
      throw Refusal.invalid(
          name + ": no such file here or above the ledger; run clew where the run was started");
    }
    return file;
  }

  private Capture capture() {
    String recorded = wanted.attempt().facts().get(AttemptStarted.CAPTURE_HTTP, "headers");
    return Capture.valueOf(recorded.toUpperCase(Locale.ROOT));
  }

  /// The whole again.
  public WorkflowRun.Into whole() {
    return into(null, Map.of());
  }

  /// What the plan says, in the ledger of the run or in one of its own.
  public WorkflowRun.Into of(ReplayPlan plan, boolean newRun) {
    Map<StagePath, KeptStage> kept = new HashMap<>();
    AttemptView attempt = wanted.attempt();
    Set<StagePath> whole = Set.copyOf(plan.kept());
    for (StageView stage : attempt.stages()) {
      if (stage.path().parent() == null
          && KeptStage.isDone(stage)
          && whole.contains(StagePath.of(stage.name()))) {
        kept.put(stage.path(), new KeptStage(attempt.attemptId(), stage));
      }
    }
    if (newRun) {
      return new WorkflowRun.Into.NewRun(
          new NewAttempt(
              1, null, plan.from(), wanted.found().view().runId(), kept, values(attempt, kept)),
          seed(kept));
    }
    return into(plan.from(), kept);
  }

  private WorkflowRun.Into into(@Nullable String from, Map<StagePath, KeptStage> kept) {
    RunView run = wanted.found().view();
    NewAttempt attempt =
        new NewAttempt(
            run.attempt().number() + 1,
            run.attempt().attemptId(),
            from,
            null,
            kept,
            values(wanted.attempt(), kept));
    return new WorkflowRun.Into.Existing(ledger, wanted.found().contents(), attempt, seed(kept));
  }

  private static KeptValues values(AttemptView attempt, Map<StagePath, KeptStage> kept) {
    return kept.isEmpty() ? KeptValues.NONE : KeptValues.of(attempt, attempt.attemptId());
  }

  private @Nullable String seed(Map<StagePath, KeptStage> kept) {
    return kept.isEmpty() ? null : wanted.attempt().facts().seed();
  }
}
