package dev.clew.ingest.ci;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.OutputChunk;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.PrintedLines;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.logs.LogRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the events of a log that was read. Their ids follow from the log and from what of it they
/// tell, so that the same log says nothing new. Not thread-safe.
final class CiTelling {
  private static final int RUN_ID_DIGITS = 32;

  private final Script script;
  private final List<RedactedPart> parts;
  private final CiLog.About about;
  private final PushedEvents.Said said;
  private final String origin;
  private final String runId;
  private final String name;
  private final NavigableMap<Long, String> chunks = new TreeMap<>();
  private final List<PushedEvent> events = new ArrayList<>();

  /// Those that are told of: the whole of a log is not, if the log has stages.
  private final Set<CiStage> known;

  CiTelling(Script script, List<RedactedPart> parts, CiLog.About about, PushedEvents.Said said) {
    this.script = script;
    this.parts = parts;
    this.about = about;
    this.said = said;
    String made = said.idOf().apply(identity(about.format().wire(), about.digest()));
    this.runId = about.runId() == null ? "log-" + made.substring(0, RUN_ID_DIGITS) : about.runId();
    this.origin = identity(made, runId, Integer.toString(about.attempt()));
    String own = about.name() == null ? script.name() : about.name();
    this.known = new HashSet<>(script.stages());
    this.name = own == null ? about.format().wire() : own;
  }

  private static String identity(String... words) {
    return Canonical.text(Json.strings(List.of(words)));
  }

  CiLog log() {
    begun();
    for (RedactedPart part : parts) {
      chunk(part);
    }
    script.told().forEach(this::told);
    Ending ending = script.ending();
    if (ending != null) {
      ended(ending);
    }
    return new CiLog(
        runId,
        attemptId(),
        ending == null ? null : ending.result().wire(),
        script.stages().size(),
        script.lines().lines(),
        events);
  }

  private String attemptId() {
    return runId + "." + about.attempt();
  }

  private void begun() {
    add(
        draft(Kind.RUN_CREATED, "created", script.first()).summary(name),
        new Attributes().with(RunCreated.NAME, name));
    add(
        draft(Kind.RUN_STARTED, "started", script.first()).summary(name),
        new Attributes().with(AttemptStarted.ATTEMPT, about.attempt()));
  }

  private void chunk(RedactedPart part) {
    Payload payload = Payload.of(part.bytes());
    chunks.put(part.offset(), payload.ref());
    long end = part.offset() + part.sizeBytes();
    Event.Builder draft =
        draft(Kind.STDOUT_CHUNK, "chunk " + part.originalOffset(), script.first())
            .summary(CiLines.STREAM + " bytes " + part.offset() + " to " + end);
    Attributes attributes =
        new Attributes()
            .with(OutputChunk.STREAM, CiLines.STREAM)
            .with(OutputChunk.INDEX, chunks.size() - 1)
            .with(OutputChunk.OFFSET, part.offset())
            .with(OutputChunk.LENGTH, part.sizeBytes())
            .with(OutputChunk.ORIGINAL_OFFSET, part.originalOffset())
            .with(OutputChunk.ORIGINAL_LENGTH, part.originalLength());
    add(draft, attributes, payload);
  }

  private void told(Told one) {
    switch (one) {
      case Told.Began began -> {
        if (!began.stage().isSkipped()) {
          stageStarted(began.stage());
        }
      }
      case Told.Ended ended -> stageEnded(ended.stage(), kindOf(ended.stage()), ended.at());
      case Told.Said line -> line(line);
    }
  }

  private Kind kindOf(CiStage stage) {
    Ending ending = script.ending();
    boolean isCancelled = ending != null && ending.result() == Ending.Result.CANCELLED;
    boolean isLast = stage.equals(lastWork());
    return stage.isSkipped()
        ? Kind.STAGE_SKIPPED
        : stage.isFailed()
            ? Kind.STAGE_FAILED
            : isCancelled && isLast ? Kind.STAGE_CANCELLED : Kind.STAGE_COMPLETED;
  }

  private @Nullable CiStage lastWork() {
    for (CiStage stage : script.stages().reversed()) {
      if (stage.isWork()) {
        return stage;
      }
    }
    return null;
  }

  private void stageStarted(CiStage stage) {
    StagePath path = stage.path();
    add(
        draft(Kind.STAGE_STARTED, "started " + path, stage.began())
            .stage(path)
            .summary(path.name()),
        new Attributes().with(StageStarted.KIND, about.format().wire()));
  }

  private void stageEnded(CiStage stage, Kind kind, Timestamp at) {
    boolean isGood = kind == Kind.STAGE_COMPLETED;
    SaidError why = kind == Kind.STAGE_FAILED ? StageFailure.of(stage, script.ending()) : null;
    String summary = why != null ? why.message() : isGood ? "succeeded" : words(kind);
    add(
        draft(kind, "ended " + stage.path(), at).stage(stage.path()).summary(summary),
        new Attributes()
            .with(StageEnded.OUTCOME, isGood ? StageEnded.SUCCEEDED : null)
            .with(StageEnded.ERROR, why));
  }

  private static String words(Kind kind) {
    return kind.wire().substring("stage_".length());
  }

  private void line(Told.Said said) {
    LogRecord line = said.line();
    CiStage stage = said.stage();
    Map.Entry<Long, String> chunk = chunks.floorEntry(line.offset());
    add(
        draft(kindOf(line), "line " + line.offset(), said.at())
            .kind(line.kind())
            .stage(stage == null || !known.contains(stage) ? null : stage.path())
            .summary(line.summary())
            .severity(line.severity()),
        new Attributes()
            .withAll(line.toLogLine().attributes())
            .with(AnyEvent.CHUNK, chunk == null ? null : chunk.getValue()));
  }

  private static Kind kindOf(LogRecord line) {
    Kind known = Kind.of(line.kind());
    return known == null ? Kind.LOG : known;
  }

  private void ended(Ending ending) {
    CiLines lines = script.lines();
    String status = ending.result().wire();
    PrintedLines printed =
        new PrintedLines(
            new Attributes()
                .with(PrintedLines.EVENTS, lines.stored())
                .with(PrintedLines.NOT_STORED, lines.lines() - lines.stored())
                .build());
    add(
        draft(Kind.RUN_FINISHED, "finished", script.now()).summary(status),
        new Attributes()
            .with(RunEnded.STATUS, status)
            .with(RunEnded.EXIT_CODE, ending.exitCode())
            .with(RunEnded.LOG, printed));
  }

  /// @param part which of the events that come of the log
  private Event.Builder draft(Kind kind, String part, Timestamp at) {
    Event.Identity own =
        new Event.Identity(
            said.idOf().apply(origin + ' ' + part),
            said.namespace(),
            runId,
            attemptId(),
            about.format().wire(),
            1,
            0);
    return Event.of(own, at, kind.wire());
  }

  private void add(Event.Builder draft, Attributes attributes) {
    add(draft, attributes, null);
  }

  private void add(Event.Builder draft, Attributes attributes, @Nullable Payload payload) {
    // A line that is classified carries no more than a part of itself.
    events.add(PushedEvent.withMadeId(draft.attributes(attributes.build()).build(), payload, 0));
  }
}
