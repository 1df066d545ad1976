package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes events of what one life of a producer says: they get an identity and, where that was not
/// said, the time, the invocation and the trace.
final class Stamp {
  /// What begins and ends the span of an attempt.
  private static final List<Kind> ATTEMPT =
      List.of(Kind.RUN_STARTED, Kind.RUN_FINISHED, Kind.RUN_CANCELLED);

  private final LedgerId ledger;
  private final Recorder.Producer producer;
  private final InstantSource clock;

  Stamp(LedgerId ledger, Recorder.Producer producer, InstantSource clock) {
    this.ledger = ledger;
    this.producer = producer;
    this.clock = clock;
  }

  /// Without the payload.
  Event on(IncomingEvent said, long seq) {
    Timestamp ts = said.ts();
    Event.Links links = said.links();
    return Event.of(identity(seq), ts == null ? Timestamp.of(clock.instant()) : ts, said.kind())
        .stage(said.path(), said.tryNumber())
        .summary(said.summary())
        .took(said.duration())
        .severity(said.severity())
        .artifacts(said.artifacts())
        .links(links.invocationId() == null ? links.withInvocation(producer.invocationId()) : links)
        .trace(trace(said))
        .attributes(said.attributes())
        .build();
  }

  private Event.Identity identity(long seq) {
    return new Event.Identity(
        Event.idOf(
            ledger.namespace(), producer.attemptId(), producer.name(), producer.epoch(), seq),
        ledger.namespace(),
        ledger.runId(),
        producer.attemptId(),
        producer.name(),
        producer.epoch(),
        seq);
  }

  /// With the span of its stage, if it has none of its own; a call is inside of that of its stage.
  private Event.Trace trace(IncomingEvent said) {
    Event.Trace trace = said.trace();
    String traceId = trace.traceId() == null ? producer.traceId() : trace.traceId();
    StageSpans.Span around = around(said);
    if (around == null) {
      return Event.Trace.of(traceId, trace.spanId(), trace.parentSpanId());
    }
    String spanId = trace.spanId();
    String call = said.links().toolCallId();
    StageSpans spans = producer.spans();
    if (spanId == null) {
      StageSpans.Span own = call == null || spans == null ? around : spans.ofCall(around, call);
      return Event.Trace.of(traceId, own.id(), own.parent());
    }
    boolean isInside = trace.parentSpanId() == null && !spanId.equals(around.id());
    return Event.Trace.of(traceId, spanId, isInside ? around.id() : trace.parentSpanId());
  }

  /// The span of the stage or of the attempt that an event is about; null when it has no time.
  private StageSpans.@Nullable Span around(IncomingEvent said) {
    StageSpans spans = producer.spans();
    StagePath path = said.path();
    Kind kind = Kind.of(said.kind());
    if (spans == null) {
      return null;
    }
    if (path == null) {
      return kind != null && ATTEMPT.contains(kind) ? spans.attempt() : null;
    }
    return kind == Kind.STAGE_PLANNED ? null : spans.of(path);
  }
}
