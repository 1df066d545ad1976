package dev.clew.engine;

import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.run.Kind;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.Severity;
import dev.clew.core.run.StagePath;
import dev.clew.engine.preflight.Preflight;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.scope.RunScope;
import dev.clew.workflow.scope.StageValues;
import dev.clew.workflow.scope.ValueLookup;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Executes a plan once, on the calling thread, and writes every fact to the ledger as it happens.
/// All that is to be known of the run afterwards stands there; what this returns is only the
/// status.
public final class Engine {
  private final RunSettings settings;
  private final Recorder recorder;
  private final Redactor redactor;
  private final EnvironmentVariables variables;
  private final Sources sources;
  private volatile boolean cancelled;
  private volatile @Nullable Exchanges current;

  /// @param nanos a monotonic clock, as `System.nanoTime()`
  public Engine(
      RunSettings settings,
      Recorder recorder,
      Redactor redactor,
      EnvironmentVariables variables,
      LongSupplier nanos) {
    this(
        settings,
        recorder,
        redactor,
        variables,
        new Sources(() -> Exchanges.live(settings.limits()), () -> Stopwatch.started(nanos)));
  }

  public Engine(
      RunSettings settings,
      Recorder recorder,
      Redactor redactor,
      EnvironmentVariables variables,
      Sources sources) {
    this.settings = settings;
    this.recorder = recorder;
    this.redactor = redactor;
    this.variables = variables;
    this.sources = sources;
  }

  /// Where answers and durations come from.
  ///
  /// @param exchanges is asked once a run
  /// @param stopwatch is asked when the run starts
  public record Sources(Supplier<Exchanges> exchanges, Supplier<Stopwatch> stopwatch) {}

  /// Who the run is.
  ///
  /// @param traceId 32 hex digits, from real entropy
  public record Identity(ExecutionKey key, String traceId, Attempt attempt) {
    public Identity(ExecutionKey key, String traceId) {
      this(key, traceId, Attempt.FIRST);
    }
  }

  /// Ends the run that is going on: the call that is under way is aborted, and what follows is not
  /// reached. For another thread.
  public void cancel() {
    cancelled = true;
    Exchanges running = current;
    if (running != null) {
      running.abort();
    }
  }

  public RunStatus run(Plan plan, Identity identity, OutputSink sink) {
    return run(plan, identity, sink, () -> {});
  }

  /// @param afterEachStage is called between stages, on this thread; may append events
  public RunStatus run(Plan plan, Identity identity, OutputSink sink, Runnable afterEachStage) {
    return run(plan, identity, sink, afterEachStage, Preflight.NONE);
  }

  /// @param preflight is recorded; when it failed, nothing is sent
  public RunStatus run(
      Plan plan, Identity identity, OutputSink sink, Runnable afterEachStage, Preflight preflight) {
    PlanSecrets.learn(plan, redactor);
    new Opening(plan, settings, recorder).write(identity, preflight);
    Stopwatch stopwatch = sources.stopwatch().get();
    Preflight.Operation failure = preflight.failure();
    if (failure != null) {
      return new RefusedRun(plan, recorder).end(failure, stopwatch.elapsed());
    }
    try (Exchanges exchanges = sources.exchanges().get()) {
      current = exchanges;
      RunParts parts =
          new RunParts(
              exchanges,
              recorder,
              redactor,
              settings,
              new Seeded(settings.seed()),
              stopwatch,
              identity.traceId());
      Progress progress = stages(plan, parts, identity.attempt(), afterEachStage);
      return end(plan, progress, stopwatch, sink);
    } finally {
      current = null;
    }
  }

  /// How far the run came.
  private static final class Progress {
    final Map<String, StageValues> values = new HashMap<>();
    boolean tolerated;
    @Nullable StagePath failed;

    @Nullable StageValues stage(String name) {
      return values.get(name.toLowerCase(Locale.ROOT));
    }
  }

  private Progress stages(Plan plan, RunParts parts, Attempt attempt, Runnable afterEachStage) {
    Progress progress = new Progress();
    for (PlannedStage stage : plan.stages()) {
      StagePath path = StagePath.of(stage.name());
      if (progress.failed != null || cancelled) {
        notReached(path, progress.failed);
        continue;
      }
      StageOutcome outcome = outcome(plan, stage, path, parts, attempt, progress);
      progress.values.put(stage.name().toLowerCase(Locale.ROOT), outcome.values());
      switch (outcome) {
        case StageOutcome.Passed passed -> progress.tolerated |= passed.tolerated();
        case StageOutcome.Skipped skipped -> {}
        case StageOutcome.Failed failed -> progress.failed = path;
      }
      afterEachStage.run();
    }
    return progress;
  }

  private StageOutcome outcome(
      Plan plan,
      PlannedStage stage,
      StagePath path,
      RunParts parts,
      Attempt attempt,
      Progress progress) {
    KeptStage kept = attempt.kept().get(path);
    if (kept != null) {
      kept.write(path, recorder);
      return new StageOutcome.Passed(kept.values(path), kept.isTolerated());
    }
    RunScope scope = scope(plan, progress, path.toString());
    return new StageRun(parts, stage, scope, () -> cancelled).run();
  }

  private RunScope scope(Plan plan, Progress progress, String where) {
    return new RunScope(
        plan.inputs(),
        variables,
        progress::stage,
        ValueLookup.NONE,
        ValueLookup.NONE,
        plan.workflow().variables(),
        count -> new byte[count],
        Clock.system(ZoneId.systemDefault()),
        where,
        null);
  }

  private void notReached(StagePath path, @Nullable StagePath cause) {
    recorder
        .event(
            Kind.STAGE_NOT_REACHED,
            cause == null
                ? "not reached: the run was cancelled"
                : "not reached: " + cause + " failed")
        .stage(path)
        .with("reason", cause == null ? "the run was cancelled" : "stage " + cause + " failed")
        .with("cause_stage", cause == null ? null : cause.toString())
        .append();
  }

  /// The output is evaluated with what exists, also after a failure.
  private RunStatus end(Plan plan, Progress progress, Stopwatch stopwatch, OutputSink sink) {
    RunScope scope = scope(plan, progress, "endStage");
    Mapping output = Mapping.of(plan.endOutputs(), scope, "endStage.output.", redactor);
    if (!plan.endOutputs().all().isEmpty()) {
      write(output, sink);
    }
    RunStatus status = status(progress);
    recorder
        .event(
            status == RunStatus.CANCELLED ? Kind.RUN_CANCELLED : Kind.RUN_FINISHED,
            "run " + status.wire().replace('_', ' '))
        .severity(status == RunStatus.FAILED ? Severity.ERROR : Severity.INFO)
        .took(stopwatch.elapsed())
        .with("status", status.wire())
        .with("output", output.evidence())
        .append();
    recorder.sync();
    return status;
  }

  private RunStatus status(Progress progress) {
    if (cancelled) {
      return RunStatus.CANCELLED;
    }
    if (progress.failed != null) {
      return RunStatus.FAILED;
    }
    return progress.tolerated ? RunStatus.COMPLETED_WITH_FAILURES : RunStatus.SUCCEEDED;
  }

  private void write(Mapping output, OutputSink sink) {
    Json.Obj redacted = redactor.redact(values(output));
    switch (sink.write(redacted)) {
      case OutputSink.Written.Nowhere nowhere -> {}
      case OutputSink.Written.File file ->
          recorder
              .event(Kind.ARTIFACT_WRITTEN, "wrote " + file.path())
              .artifact("output")
              .with("artifact_kind", "final")
              .with("path", file.path())
              .with("content_type", "application/json")
              .with("size_bytes", file.sizeBytes())
              .with("checksum", file.checksum())
              .append();
      case OutputSink.Written.Failed failed ->
          recorder
              .event(Kind.ERROR, "the output was not written: " + failed.message())
              .severity(Severity.ERROR)
              .with("code", "output_not_written")
              .append();
    }
  }

  /// All of them whole: the limits are those of events, not of the file.
  private static Json.Obj values(Mapping output) {
    Json.Builder values = Json.object();
    for (Json one : output.evidence()) {
      if (one instanceof Json.Obj named) {
        String name = named.text("name", "");
        Json value = output.values().get(name);
        values.put(name, value == null ? Json.NULL : value);
      }
    }
    return values.build();
  }
}
