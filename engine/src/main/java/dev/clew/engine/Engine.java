package dev.clew.engine;

import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Severity;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunStatus;
import dev.clew.core.trace.TraceContext;
import dev.clew.engine.context.CancelSignal;
import dev.clew.engine.context.CapturedFiles;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.context.Failure;
import dev.clew.engine.context.KeptOutput;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RunContext;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.context.RunState;
import dev.clew.engine.context.Seeded;
import dev.clew.engine.context.TimeLimit;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.context.WorkflowFrame;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.engine.preflight.Preflight;
import dev.clew.engine.schedule.Stages;
import dev.clew.engine.schedule.WorkflowBody;
import dev.clew.plan.Plan;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Executes a plan once and writes every fact to the ledger as it happens. Returns when all of its
/// stages have ended, some of which run on threads of their own. All that is to be known of the run
/// afterwards stands in the ledger; what this returns is only the status.
public final class Engine {
  private final RunSettings settings;
  private final Recorder recorder;
  private final Redactor redactor;
  private final RunSources sources;
  private final CancelSignal cancel = new CancelSignal();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Exchanges current;

  public Engine(RunSettings settings, Recorder recorder, Redactor redactor, RunSources sources) {
    this.settings = settings;
    this.recorder = recorder;
    this.redactor = redactor;
    this.sources = sources;
  }

  /// Who the run is.
  ///
  /// @param trace of real entropy, or of whoever started the run
  /// @param started by whom, and for which work
  public record Identity(
      ExecutionKey key, TraceContext trace, StartedBy started, NewAttempt attempt) {
    public Identity(ExecutionKey key, TraceContext trace) {
      this(key, trace, StartedBy.NOBODY, NewAttempt.FIRST);
    }
  }

  /// Who else has to do with the run.
  ///
  /// @param parent the run that has started it; null when none has
  /// @param correlation the word of another system for the work; null when there is none
  public record StartedBy(@Nullable ParentRun parent, @Nullable String correlation) {
    public static final StartedBy NOBODY = new StartedBy(null, null);
  }

  /// Ends the run that is going on: calls that are under way are aborted, waits end, and what
  /// follows is not reached. For another thread.
  public void cancel() {
    cancel.give();
    Exchanges running = current;
    if (running != null) {
      running.abort();
    }
  }

  public RunStatus run(Plan plan, Identity identity, OutputSink sink) {
    return run(plan, identity, sink, () -> {});
  }

  /// @param afterEachStage is called when a stage of the workflow has ended, on whatever thread,
  ///   while no other appends; may append events
  public RunStatus run(Plan plan, Identity identity, OutputSink sink, Runnable afterEachStage) {
    return run(plan, identity, sink, afterEachStage, Preflight.NONE);
  }

  /// @param preflight is recorded; when it failed, nothing is sent
  public RunStatus run(
      Plan plan, Identity identity, OutputSink sink, Runnable afterEachStage, Preflight preflight) {
    PlanSecrets.learn(plan, redactor);
    new Opening(plan, settings, recorder).write(identity, preflight);
    Timekeeper course = sources.course().get();
    Preflight.Operation failure = preflight.failure();
    if (failure != null) {
      return new RefusedRun(plan, recorder).end(failure, course);
    }
    try (Exchanges exchanges = sources.exchanges().get()) {
      current = exchanges;
      if (cancel.isGiven()) {
        exchanges.abort();
      }
      Boolean block = settings.modes().assertionsBlock();
      RunContext parts =
          new RunContext(
              exchanges,
              recorder,
              redactor,
              settings,
              new Seeded(settings.seed()),
              course,
              cancel,
              identity.trace(),
              new CapturedFiles(sources.files(), recorder, course),
              sources.contracts(),
              sources.plugins(),
              sources.answers(),
              block == null ? plan.assertionsBlock() : block,
              new KeptOutput(recorder, redactor, sink));
      endAtLimit(exchanges, course);
      WorkflowFrame frame = new WorkflowFrame(plan.workflow(), plan.inputs(), null, 0, null);
      Stages stages =
          new Stages(
              parts,
              frame,
              identity.attempt().kept(),
              identity.attempt().values(),
              new StageExecution(),
              afterEachStage);
      WorkflowBody.Result result = new WorkflowBody(stages, RunState.empty()).run();
      return end(plan, result, course, sink);
    } finally {
      current = null;
      over.countDown();
    }
  }

  /// Ends the run when its time is over, unless it has ended by then.
  private void endAtLimit(Exchanges exchanges, Timekeeper course) {
    Duration limit = settings.limit();
    if (limit != null && course.endsAtLimit()) {
      Thread.ofVirtual()
          .name("clew-run-limit")
          .start(() -> {
            if (!isOverWithin(limit)) {
              cancel.giveForTime();
              exchanges.abort();
            }
          });
    }
  }

  private boolean isOverWithin(Duration limit) {
    try {
      return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Failure overrun() {
    Duration limit = settings.limit();
    String after = limit == null ? "its time limit" : TimeLimit.shown(limit);
    return new Failure(FailureCode.TIMEOUT, "not done after " + after);
  }

  /// The output is evaluated with what exists, also after a failure.
  private RunStatus end(Plan plan, WorkflowBody.Result result, Timekeeper course, OutputSink sink) {
    result.outputs().teach(redactor);
    if (!plan.endOutputs().all().isEmpty()) {
      new KeptOutput(recorder, redactor, sink)
          .write(result.outputs(), null, plan.workflow().end().writesJson());
    }
    boolean isOverrun = result.failure() != null && course.isOverrun(cancel);
    RunStatus status = isOverrun ? RunStatus.FAILED : status(result, course);
    Failure failure = isOverrun ? overrun() : result.failure();
    Kind kind = status == RunStatus.CANCELLED ? Kind.RUN_CANCELLED : Kind.RUN_FINISHED;
    Recorder.Draft event =
        recorder
            .event(kind, "run " + status.wire().replace('_', ' '))
            .severity(status == RunStatus.FAILED ? Severity.ERROR : Severity.INFO)
            .took(course.elapsed(new Timekeeper.Moment(null, 0, kind)))
            .with(RunEnded.STATUS, status.wire())
            .with(RunEnded.OUTPUT, result.outputs().evidence())
            .with(RunEnded.MESSAGE, result.message());
    if (!result.contextEvidence().isEmpty()) {
      event.with(RunEnded.CONTEXT, result.contextEvidence());
    }
    if (failure != null && failure.cause() == null && status == RunStatus.FAILED) {
      event.with(RunEnded.ERROR, failure.said(null));
    }
    event.append();
    recorder.sync();
    return status;
  }

  private RunStatus status(WorkflowBody.Result result, Timekeeper course) {
    if (course.isCancelled(cancel)) {
      return RunStatus.CANCELLED;
    }
    if (result.failure() != null) {
      return RunStatus.FAILED;
    }
    return result.tolerated() == null ? RunStatus.SUCCEEDED : RunStatus.COMPLETED_WITH_FAILURES;
  }
}
