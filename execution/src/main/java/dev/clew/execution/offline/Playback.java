package dev.clew.execution.offline;

import dev.clew.core.digest.Digest;
import dev.clew.core.digest.ExecutionKey;
import dev.clew.core.dossier.FailureCode;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.Vocabulary;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Trait;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.request.AskedWorkflow;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.ValuesInitialised;
import dev.clew.core.fact.run.Vcs;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.MemoryLedger;
import dev.clew.core.ledger.Recorder;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.StageSpans;
import dev.clew.core.run.ParentRun;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageView;
import dev.clew.engine.Engine;
import dev.clew.engine.context.Exchanges;
import dev.clew.engine.context.OutputSink;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.context.RunSources;
import dev.clew.engine.context.Timekeeper;
import dev.clew.engine.evidence.Capture;
import dev.clew.engine.http.HttpLimits;
import dev.clew.engine.kept.KeptStage;
import dev.clew.engine.kept.KeptValues;
import dev.clew.engine.kept.NewAttempt;
import dev.clew.engine.preflight.Preflight;
import dev.clew.execution.OutputForm;
import dev.clew.execution.StagePlugins;
import dev.clew.execution.WorkflowOutput;
import dev.clew.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One attempt that is run against its recording.
final class Playback {
  private final RunView run;
  private final Recording recording;
  private final MemoryLedger scratch;
  private final RecordedTime time;
  private final Redactor redactor;
  private final List<Drift> drifts;
  private final List<Obstacle> obstacles;

  Playback(
      RunView run,
      Recording recording,
      MemoryLedger scratch,
      RecordedTime time,
      Redactor redactor,
      List<Drift> drifts,
      List<Obstacle> obstacles) {
    this.run = run;
    this.recording = recording;
    this.scratch = scratch;
    this.time = time;
    this.redactor = redactor;
    this.drifts = drifts;
    this.obstacles = obstacles;
  }

  /// @return how many exchanges were answered
  int run(Plan plan) {
    RecordedTimekeeper course = new RecordedTimekeeper(recording.rows());
    RecordedExchanges recorded = new RecordedExchanges(recording, scratch, drifts, obstacles);
    play(plan, recordedKey(), course, course, recorded, new RecordedContracts(recording));
    return recorded.answered();
  }

  /// With what is supposed in the place of what was recorded.
  ///
  /// @param other the execution key; null for the recorded one
  SupposedExchanges suppose(Plan plan, @Nullable ExecutionKey other, Supposition supposition) {
    RecordedTimekeeper turns = new RecordedTimekeeper(recording.rows());
    AtomicBoolean isOther = new AtomicBoolean(!supposition.inputs().isEmpty());
    SupposedExchanges exchanges =
        new SupposedExchanges(
            supposition,
            recording,
            new RecordedExchanges(recording, scratch, drifts, obstacles),
            () -> isOther.set(true));
    play(
        plan,
        other == null ? recordedKey() : other,
        turns,
        new SupposedTimekeeper(turns, isOther::get),
        exchanges,
        new RecordedContracts(recording, path -> supposition.answer(path) != null));
    return exchanges;
  }

  private void play(
      Plan plan,
      ExecutionKey key,
      RecordedTimekeeper turns,
      Timekeeper course,
      Exchanges exchanges,
      RecordedContracts contracts) {
    Event first = recording.rows().getFirst().event();
    Recorder recorder =
        new Recorder(
            scratch,
            redactor,
            time.produced(),
            new Recorder.Producer(
                first.attemptId(),
                first.producer(),
                first.epoch(),
                first.invocationId(),
                first.traceId(),
                recording.hasSpans() ? StageSpans.of(first.attemptId()) : null),
            turns);
    RunSources sources =
        new RunSources(
            () -> exchanges,
            () -> course,
            new RecordedFiles(recording),
            contracts,
            StagePlugins.all(),
            new MockedAnswers(recording, obstacles));
    new Engine(settings(), recorder, redactor, sources)
        .run(plan, identity(key), this::write, () -> {}, Preflight.recorded(recording.rows()));
  }

  /// The other facts are taken as they are, with the note of what was taken out of them.
  private RunSettings settings() {
    AttemptStarted facts = recording.attempt().facts();
    AskedWorkflow asked = recording.asked();
    boolean redirects = asked == null || asked.followRedirects();
    return new RunSettings(
        Capture.valueOf(facts.get(AttemptStarted.CAPTURE_HTTP, "headers").toUpperCase(Locale.ROOT)),
        facts.strict(),
        redirects,
        HttpLimits.DEFAULTS,
        facts.get(AttemptStarted.SEED, ""),
        run.created().redacts(),
        Vocabulary.without(Trait.OF_ENGINE, facts),
        RunSettings.Modes.of(facts),
        vcs(),
        about().limit());
  }

  /// Where the definition was kept then: a fact that is not verified.
  private @Nullable Vcs vcs() {
    for (Row row : recording.rows()) {
      ConfigCaptured captured = ConfigCaptured.from(row.event());
      if (row.event().is(Kind.CONFIG_CAPTURED) && captured.role().equals(ConfigCaptured.WORKFLOW)) {
        return captured.vcs();
      }
    }
    return null;
  }

  private RunCreated about() {
    Row queued = recording.first(Kind.RUN_QUEUED);
    return queued == null ? run.created() : RunCreated.from(queued.event());
  }

  private ExecutionKey recordedKey() {
    return new ExecutionKey(new Digest(about().get(RunCreated.EXECUTION_KEY, "0".repeat(64))));
  }

  private Engine.Identity identity(ExecutionKey key) {
    AttemptStarted facts = recording.attempt().facts();
    return new Engine.Identity(
        key,
        about().trace(),
        new Engine.StartedBy(ParentRun.of(facts), about().get(RunCreated.CORRELATION_ID)),
        new NewAttempt(
            recording.attempt().number(),
            facts.attemptOf(),
            facts.replayFrom(),
            facts.replayOf(),
            kept(),
            keptValues()));
  }

  private KeptValues keptValues() {
    for (Row row : recording.rows()) {
      String from = ValuesInitialised.from(row.event()).reusedFrom();
      if (from != null && row.event().is(Kind.VALUES_INITIALISED)) {
        return KeptValues.of(recording.attempt(), from);
      }
    }
    return KeptValues.NONE;
  }

  private Map<StagePath, KeptStage> kept() {
    Map<StagePath, KeptStage> kept = new HashMap<>();
    for (Row row : recording.rows()) {
      String from = AnyEvent.from(row.event()).reusedFrom();
      StagePath path = row.event().path();
      StageView stage = path == null ? null : recording.attempt().stage(path);
      if (from != null && path != null && stage != null) {
        kept.put(path, new KeptStage(from, stage));
      }
    }
    return kept;
  }

  /// In the form whose bytes were written then, if there is one.
  private static OutputSink.Written written(
      ArtifactWritten then, Json.Obj output, boolean writesJson) {
    OutputSink.Written.File first = null;
    for (OutputForm form : OutputForm.values()) {
      byte[] bytes = WorkflowOutput.bytes(form.of(output, writesJson));
      OutputSink.Written.File file =
          new OutputSink.Written.File(then.path(), bytes.length, Payload.of(bytes).ref());
      if (file.checksum().equals(then.checksum())) {
        return file;
      }
      first = first == null ? file : first;
    }
    return Objects.requireNonNull(first);
  }

  /// What stands behind the first colon of the summary, the only place where the event has it.
  private static String whyNotWritten(Event event) {
    return event.summary().substring(event.summary().indexOf(": ") + 2);
  }

  /// To nowhere; but it says what was said then, when the bytes are the same.
  private OutputSink.Written write(@Nullable StagePath child, Json.Obj output, boolean writesJson) {
    for (Row row : recording.rows()) {
      Event event = row.event();
      if (!Objects.equals(event.path(), child)) {
        continue;
      }
      if (event.is(Kind.ARTIFACT_WRITTEN)) {
        return written(ArtifactWritten.from(event), output, writesJson);
      }
      if (event.is(Kind.ERROR) && FailureCode.OUTPUT_NOT_WRITTEN.is(LogLine.from(event).code())) {
        return new OutputSink.Written.Failed(whyNotWritten(event));
      }
    }
    return new OutputSink.Written.Nowhere();
  }
}
