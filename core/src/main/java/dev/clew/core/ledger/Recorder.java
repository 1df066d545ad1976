package dev.clew.core.ledger;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One life of a producer that writes events of one attempt: numbers and stamps them, has them
/// redacted, and appends them. Thread-safe: events are numbered in the order in which they are
/// appended.
public final class Recorder {
  /// What begins and ends the span of an attempt.
  private static final List<Kind> ATTEMPT =
      List.of(Kind.RUN_STARTED, Kind.RUN_FINISHED, Kind.RUN_CANCELLED);

  private final Ledger ledger;
  private final Redactor redactor;
  private final InstantSource clock;
  private final Producer producer;
  private final Turns turns;
  private long seq;

  /// @param epoch counts the lives of the producer, from 1
  /// @param invocationId who executes the attempt, `inv_…`; its host and process are facts
  /// @param spans of the attempt and its stages; null when events have only those that they are
  ///   given
  public record Producer(
      String attemptId,
      String name,
      long epoch,
      @Nullable String invocationId,
      @Nullable String traceId,
      @Nullable StageSpans spans) {
    public Producer(
        String attemptId,
        String name,
        long epoch,
        @Nullable String invocationId,
        @Nullable String traceId) {
      this(attemptId, name, epoch, invocationId, traceId, null);
    }
  }

  public Recorder(Ledger ledger, Redactor redactor, InstantSource clock, Producer producer) {
    this(ledger, redactor, clock, producer, Turns.FREE);
  }

  /// @param turns says whose event is the next
  public Recorder(
      Ledger ledger, Redactor redactor, InstantSource clock, Producer producer, Turns turns) {
    this.ledger = ledger;
    this.redactor = redactor;
    this.clock = clock;
    this.producer = producer;
    this.turns = turns;
  }

  /// An event that is being put together. Not thread-safe.
  public final class Draft {
    private final String kind;
    private final String summary;
    private final Attributes attributes = new Attributes();
    private final List<String> artifacts = new ArrayList<>();
    private @Nullable StagePath path;
    private @Nullable Integer tryNumber;
    private @Nullable Duration duration;
    private @Nullable Severity severity;
    private @Nullable String toolCallId;
    private @Nullable String spanId;
    private @Nullable String parentSpanId;
    private @Nullable Payload payload;
    private @Nullable RedactedPart part;
    private @Nullable Timestamp time;
    private Consumer<Draft> last = draft -> {};

    private Draft(String kind, String summary) {
      this.kind = kind;
      this.summary = summary;
    }

    public Draft stage(StagePath stage) {
      path = stage;
      return this;
    }

    public Draft stage(StagePath stage, int number) {
      path = stage;
      tryNumber = number;
      return this;
    }

    public Draft took(@Nullable Duration measured) {
      duration = measured;
      return this;
    }

    public Draft severity(Severity level) {
      severity = level;
      return this;
    }

    public Draft toolCall(String id) {
      toolCallId = id;
      return this;
    }

    public Draft span(String id, @Nullable String parent) {
      spanId = id;
      parentSpanId = parent;
      return this;
    }

    public Draft artifact(String id) {
      artifacts.add(id);
      return this;
    }

    public Draft payload(@Nullable Payload bytes) {
      payload = bytes;
      return this;
    }

    /// A part of a stream is the payload.
    public Draft payload(RedactedPart redacted) {
      part = redacted;
      return this;
    }

    /// When it happened, if that is known better than by when it is recorded.
    public Draft at(Timestamp when) {
      time = when;
      return this;
    }

    public Draft with(String name, @Nullable Json value) {
      attributes.withAll(Json.object().put(name, value).build());
      return this;
    }

    public Draft with(String name, @Nullable String value) {
      attributes.withAll(Json.object().put(name, value).build());
      return this;
    }

    public Draft with(String name, @Nullable Long value) {
      attributes.withAll(Json.object().put(name, value).build());
      return this;
    }

    public Draft with(String name, @Nullable Integer value) {
      attributes.withAll(Json.object().put(name, value).build());
      return this;
    }

    public Draft with(String name, boolean value) {
      attributes.withAll(Json.object().put(name, value).build());
      return this;
    }

    public Draft with(String name, List<? extends Json> items) {
      attributes.withAll(Json.object().put(name, items).build());
      return this;
    }

    public <T> Draft with(Attribute<T> attribute, @Nullable T value) {
      attributes.with(attribute, value);
      return this;
    }

    public Draft with(Attribute<Long> attribute, @Nullable Integer value) {
      attributes.with(attribute, value);
      return this;
    }

    /// Of a value that is JSON already, in the type of the attribute.
    public Draft withJson(Attribute<?> attribute, @Nullable Json value) {
      attributes.withJson(attribute, value);
      return this;
    }

    /// The same of a list.
    public Draft withJson(Attribute<?> attribute, List<? extends Json> items) {
      attributes.withJson(attribute, items);
      return this;
    }

    /// With those that clew does not know.
    public Draft withAll(Json.Obj more) {
      attributes.withAll(more);
      return this;
    }

    /// Is called when the event has its place in the order of all, before it is redacted. Whatever
    /// teaches the redactor a secret, or asks it, belongs here, so that what a row hides follows
    /// from the rows before it. One at most.
    public Draft inTurn(Consumer<Draft> fill) {
      last = fill;
      return this;
    }

    /// Appends the event.
    ///
    /// An event that is over a limit is stored without its payload and its large attributes, and
    /// says so.
    ///
    /// @throws ClewException when it could not be written
    public Row append() {
      turns.await(kind, path, tryNumber);
      try {
        return Recorder.this.append(this).row();
      } finally {
        turns.done();
      }
    }
  }

  public Draft event(Kind kind, String summary) {
    return new Draft(kind.wire(), summary);
  }

  /// @param kind in snake_case; need not be one that clew knows
  public Draft event(String kind, String summary) {
    return new Draft(kind, summary);
  }

  /// @throws ClewException when it could not be written
  public void sync() {
    ledger.sync();
  }

  /// Events that this thread appends within `appends` may be written at once when it returns.
  ///
  /// @throws ClewException when they could not be written
  public void together(Runnable appends) {
    ledger.together(appends);
  }

  /// Keeps every other thread from appending in the meantime.
  public synchronized void alone(Runnable work) {
    work.run();
  }

  /// The span of its stage, if it has none of its own; a call is inside of that of its stage.
  private void withSpan(Draft draft) {
    StageSpans spans = producer.spans();
    StagePath path = draft.path;
    if (spans == null) {
      return;
    }
    Kind kind = Kind.of(draft.kind);
    boolean isTimed =
        path == null ? kind != null && ATTEMPT.contains(kind) : kind != Kind.STAGE_PLANNED;
    if (!isTimed) {
      return;
    }
    StageSpans.Span span = path == null ? spans.attempt() : spans.of(path);
    String call = draft.toolCallId;
    if (draft.spanId == null) {
      StageSpans.Span own = call == null ? span : spans.ofCall(span, call);
      draft.span(own.id(), own.parent());
    } else if (draft.parentSpanId == null && !draft.spanId.equals(span.id())) {
      draft.parentSpanId = span.id();
    }
  }

  private synchronized Appended.Stored append(Draft draft) {
    draft.last.accept(draft);
    LedgerId id = ledger.id();
    withSpan(draft);
    Event event =
        new Event(
            Event.idOf(
                id.namespace(), producer.attemptId(), producer.name(), producer.epoch(), seq),
            id.namespace(),
            id.runId(),
            producer.attemptId(),
            producer.name(),
            producer.epoch(),
            seq,
            draft.time == null ? Timestamp.of(clock.instant()) : draft.time,
            draft.kind,
            draft.path,
            draft.tryNumber,
            draft.summary,
            draft.duration,
            draft.severity,
            draft.artifacts,
            draft.toolCallId,
            producer.invocationId(),
            null,
            producer.traceId(),
            draft.spanId,
            draft.parentSpanId,
            draft.attributes.build(),
            null);
    RedactedPart part = draft.part;
    Appended appended =
        ledger.append(
            part == null
                ? redactor.redact(event, draft.payload)
                : redactor.redactPart(event, part));
    if (appended instanceof Appended.OverLimit over) {
      RedactedEvent small = redactor.redact(SmallEvent.of(event, over), null);
      appended = ledger.append(SmallEvent.withShortSummary(small));
    }
    return switch (appended) {
      case Appended.Stored stored -> {
        seq++;
        yield stored;
      }
      case Appended.OverLimit over ->
          throw new ClewException(
              "event " + draft.kind + " is over " + over.code() + " = " + over.limit());
      case Appended.Duplicate duplicate ->
          throw new ClewException(
              "event "
                  + draft.kind
                  + " was already in the ledger (run "
                  + id.runId()
                  + ", producer "
                  + producer.name()
                  + ", epoch "
                  + producer.epoch()
                  + ", seq "
                  + seq
                  + ")");
    };
  }
}
