package dev.clew.execution;

import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.event.Payload;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.request.Asked;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ProvidedFrom;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StageSpans;
import dev.clew.core.ledger.Unredacted;
import dev.clew.core.replay.SurfaceWords;
import dev.clew.core.trace.TraceContext;
import dev.clew.engine.Engine;
import dev.clew.engine.PlanSecrets;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RecordedAnswers;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.ledgerfile.FileLedger;
import dev.clew.ledgerfile.disk.LocalDisk;
import dev.clew.plan.Plan;
import dev.clew.redaction.SecretRedactor;
import dev.clew.runs.Ids;
import dev.clew.runs.RunSource;
import dev.clew.runs.Surroundings;
import dev.clew.runs.Version;
import dev.clew.runs.file.DiskFault;
import dev.clew.runs.file.OutputFile;
import dev.clew.runs.file.RunFileNames;
import dev.clew.runs.recording.NewLedger;
import dev.clew.runs.recording.Reports;
import dev.clew.runs.secret.LateSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One execution of a plan: makes the ledger, runs the engine, writes the reports.
public final class WorkflowRun {
  private static final String PRODUCER = "clew-run";

  private static final String UNDONE = "nothing was sent";

  private final Into into;
  private final RunRequest request;
  private final ReadyRun parts;
  private final Plan plan;
  private final InstantSource clock;
  private final Surroundings surroundings;
  private final SurfaceWords surface;
  private final Ids ids = new Ids();
  private final Redactor redactor;
  private final List<Row> rows = new ArrayList<>();
  private final Reports outputFiles = Reports.none();
  private final LateSecrets lateSecrets;
  private final SecretFacts secretFacts;

  public WorkflowRun(
      RunRequest request,
      ReadyRun parts,
      InstantSource clock,
      Surroundings surroundings,
      SurfaceWords surface) {
    this(request, parts, clock, surroundings, surface, new Into.NewRun(NewAttempt.FIRST, null));
  }

  /// @param surface in whose words the ledger says how it was asked for, and its reports what to do
  public WorkflowRun(
      RunRequest request,
      ReadyRun parts,
      InstantSource clock,
      Surroundings surroundings,
      SurfaceWords surface,
      Into into) {
    this.surroundings = surroundings;
    this.surface = surface;
    this.into = into;
    this.request = request;
    this.parts = parts;
    this.plan = parts.plan();
    this.clock = clock;
    this.redactor = request.reporting().redact() ? new SecretRedactor() : new Unredacted();
    this.lateSecrets = new LateSecrets(redactor);
    this.secretFacts = SecretFacts.of(plan, surroundings.keyFile());
    parts.prepared().secrets().teach(redactor);
    PlanSecrets.learn(plan, redactor);
  }

  /// Where the rows go.
  public sealed interface Into {
    NewAttempt attempt();

    /// That of the attempt whose stages it keeps, so that what is drawn fits to them; null for the
    /// one that was asked for, or a new one.
    @Nullable String seed();

    /// To a ledger of its own.
    record NewRun(NewAttempt attempt, @Nullable String seed) implements Into {}

    /// To the ledger of a run, as one more attempt.
    ///
    /// @param before what the ledger held when the attempt was decided on
    record Existing(
        Path ledger, RunSource.Contents before, NewAttempt attempt, @Nullable String seed)
        implements Into {}
  }

  /// What came of it.
  ///
  /// @param fault why the run could not be carried through, when the ledger could not be written;
  ///   else empty
  public record Result(
      RunSource.Contents contents,
      Path ledger,
      Reports reports,
      String fault,
      boolean strict,
      Redactor redactor) {
    /// Whether the ledger and all reports are there.
    public boolean isRecorded() {
      return fault.isEmpty() && reports.problems().isEmpty();
    }
  }

  /// @param opened is told of the ledger before the run writes into it
  /// @param progress is told each row once it is written; must be quick
  public Result execute(
      Consumer<Ledger> opened, Consumer<Row> progress, Interruption interruption) {
    ExecutionKey key = WorkKey.of(plan, parts.prepared().dataFiles(), request.modes().seed());
    try (FileLedger ledger = ledger(key)) {
      ledger.follow(row -> {
        rows.add(row);
        progress.accept(row);
      });
      opened.accept(ledger);
      Engine.Identity identity = identity(key);
      Recorder recorder = recorder(ledger, identity);
      MockSource mockedBy = request.modes().mockedBy();
      Engine engine =
          new Engine(
              settings(),
              recorder,
              redactor,
              RunSources.live(request.calls().limits(), System::nanoTime, clock)
                  .with(new DiskFiles(request.workflow(), plan.workflow().file()))
                  .with(parts.contracts())
                  .with(StagePlugins.of(plan))
                  .with(mockedBy == null ? RecordedAnswers.NONE : mockedBy.answers()));
      try (Interruption.Watch _ = interruption.cancels(engine::cancel)) {
        String fault = run(engine, identity, recorder, ledger.path());
        RunSource.Contents contents = NewLedger.contents(ledger, rows);
        Reports reports =
            Reports.write(
                contents,
                RunFileNames.of(ledger.path()),
                request.reporting().choice(),
                request.modes().strict(),
                surface);
        reports.addAll(outputFiles);
        return new Result(
            contents, ledger.path(), reports, fault, request.modes().strict(), redactor);
      }
    }
  }

  private FileLedger ledger(ExecutionKey key) {
    return switch (into) {
      case Into.NewRun fresh -> {
        NewLedger start = new NewLedger(clock, ids, UNDONE);
        Path asked = request.reporting().out();
        Path folder =
            start.folder(asked == null ? request.workflow().resolveSibling("output") : asked);
        yield start.create(folder, redactor.redact(plan.name()), key, surroundings.namespace());
      }
      case Into.Existing existing -> opened(existing);
    };
  }

  private FileLedger opened(Into.Existing existing) {
    FileLedger ledger;
    try {
      ledger = FileLedger.open(new LocalDisk(), existing.ledger(), clock);
    } catch (ClewException e) {
      throw Refusal.notWritten(e.getMessage() + "; " + UNDONE, e);
    }
    rows.addAll(existing.before().rows());
    if (ledger.head().size() != rows.size()) {
      ledger.close();
      throw Refusal.blocked(
          existing.ledger() + ": the run has gone on since it was read; " + UNDONE);
    }
    return ledger;
  }

  /// All attempts of a run belong to its trace.
  private Engine.Identity identity(ExecutionKey key) {
    TraceContext trace = TraceContext.of(surroundings::variable, ids::hex);
    String recorded =
        into instanceof Into.Existing existing
            ? existing.before().view().created().traceId()
            : null;
    return new Engine.Identity(
        key,
        recorded == null ? trace : trace.in(recorded),
        new Engine.StartedBy(surroundings.parentRun(trace), surroundings.correlation(trace)),
        into.attempt());
  }

  private Recorder recorder(FileLedger ledger, Engine.Identity identity) {
    String attemptId = ids.ulid("att_", clock.millis());
    return new Recorder(
        ledger,
        redactor,
        clock,
        new Recorder.Producer(
            attemptId,
            PRODUCER,
            1,
            ids.ulid("inv_", clock.millis()),
            identity.trace().traceId(),
            StageSpans.of(attemptId)));
  }

  /// @return why the run could not be carried through; empty when it could
  private String run(Engine engine, Engine.Identity identity, Recorder recorder, Path ledger) {
    try {
      engine.run(
          plan,
          identity,
          sink(ledger),
          () -> lateSecrets.record(recorder, rows, false),
          parts.preflight());
      lateSecrets.record(recorder, rows, true);
      return "";
    } catch (ClewException e) {
      return redactor.redact(String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return "unexpected fault: " + redactor.redact(e.toString()) + "; please report it";
    }
  }

  /// What the user should know about the redaction of this run.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(LateSecrets.warnings(redactor, rows));
    warnings.addAll(parts.contracts().notes());
    if (secretFacts.warning() != null) {
      warnings.addFirst(secretFacts.warning());
    }
    return warnings;
  }

  private RunSettings settings() {
    String asked = into.seed() == null ? request.modes().seed() : into.seed();
    MockSource mockedBy = request.modes().mockedBy();
    Asked anew = request.asked();
    return new RunSettings(
        request.reporting().capture(),
        request.modes().strict(),
        request.calls().followRedirects(),
        request.calls().limits(),
        asked == null ? ids.hex(16) : asked,
        request.reporting().redact(),
        new Attributes()
            .with(AttemptStarted.CLEW_VERSION, Version.CURRENT)
            .with(AttemptStarted.JAVA_VERSION, Runtime.version().toString())
            .with(AttemptStarted.OS, surroundings.system())
            .with(AttemptStarted.HOST, surroundings.host())
            .with(AttemptStarted.PID, ProcessHandle.current().pid())
            .with(AttemptStarted.AGAIN, anew == null ? List.of() : surface.start(anew))
            .with(AttemptStarted.REQUEST, anew)
            .with(AttemptStarted.CALLED_UNMOCKED, calledUnmocked())
            .with(AttemptStarted.MOCKED_BY, mockedBy == null ? null : mockedBy.facts())
            .with(AttemptStarted.PROVIDED_FROM, secretSources())
            .with(AttemptStarted.SECRETS, secretFacts.facts())
            .build(),
        new RunSettings.Modes(
            request.modes().mocks().areUsed(),
            request.modes().debug(),
            request.modes().strictContract(),
            request.modes().assertionFailuresBlock()),
        parts.prepared().origin().vcs(),
        request.modes().limit());
  }

  /// The stages of a mocked run that are called all the same.
  private @Nullable List<String> calledUnmocked() {
    List<String> called = parts.prepared().unmocked();
    return called.isEmpty() ? null : called;
  }

  private @Nullable List<ProvidedFrom> secretSources() {
    List<ProvidedFrom> sources = request.needs().secretSources();
    return sources.isEmpty() ? null : sources;
  }

  private OutputSink sink(Path ledger) {
    RunFileNames names = RunFileNames.of(ledger);
    return (child, output, writesJson) -> {
      Path path = child == null ? names.output() : names.output(child);
      byte[] bytes = WorkflowOutput.bytes(request.reporting().outputForm().of(output, writesJson));
      try {
        OutputFile.write(path, out -> out.write(bytes));
        if (child == null) {
          outputFiles.files().put("output", path);
        }
        return new OutputSink.Written.File(
            path.getFileName().toString(), bytes.length, Payload.of(bytes).ref());
      } catch (IOException e) {
        String problem = path + " could not be written: " + DiskFault.reason(e);
        synchronized (outputFiles) {
          outputFiles.problems().add(problem);
        }
        return new OutputSink.Written.Failed(problem);
      }
    };
  }
}
