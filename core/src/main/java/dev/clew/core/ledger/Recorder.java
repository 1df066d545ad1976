package dev.clew.core.ledger;

import dev.clew.core.ClewException;
import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One life of a producer that writes events of one attempt: numbers and stamps them, has them
/// redacted, and appends them. Thread-safe: events are numbered in the order in which they are
/// appended.
public final class Recorder {
  private final Ledger ledger;
  private final Redactor redactor;
  private final Producer producer;
  private final Stamp stamp;
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
    this.producer = producer;
    this.stamp = new Stamp(ledger.id(), producer, clock);
    this.turns = turns;
  }

  /// An event that is being put together. Not thread-safe.
  public final class Draft extends EventWords<Draft> {
    private @Nullable RedactedPart part;
    private Consumer<Draft> last = draft -> {};

    private Draft(String kind, String summary) {
      super(kind, summary);
    }

    private Draft(IncomingEvent said) {
      super(said);
    }

    @Override
    Draft self() {
      return this;
    }

    /// A part of a stream is the payload.
    public Draft payload(RedactedPart redacted) {
      part = redacted;
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
      turns.await(kind(), path(), tryNumber());
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

  /// What somebody else says; may be added to.
  public Draft event(IncomingEvent said) {
    return new Draft(said);
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

  private synchronized Appended.Stored append(Draft draft) {
    draft.last.accept(draft);
    IncomingEvent said = draft.said();
    Event event = stamp.on(said, seq);
    RedactedPart part = draft.part;
    Appended appended =
        ledger.append(
            part == null
                ? redactor.redact(event, said.payload())
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
              "event " + said.kind() + " is over " + over.code() + " = " + over.limit());
      case Appended.Removed removed ->
          throw new ClewException("run " + ledger.id().runId() + " was removed");
      case Appended.Duplicate duplicate ->
          throw new ClewException(
              "event "
                  + said.kind()
                  + " was already in the ledger (run "
                  + ledger.id().runId()
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
