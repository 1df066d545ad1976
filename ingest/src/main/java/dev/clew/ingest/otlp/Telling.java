package dev.clew.ingest.otlp;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.ingest.thrown.Thrown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the events. Their ids follow from what was sent, so that a request which is sent again
/// says nothing new.
final class Telling {
  private static final String FIRST_ATTEMPT = ".1";
  private static final long NANOS = 1_000_000_000L;

  private final PushedEvents.Said said;

  Telling(PushedEvents.Said said) {
    this.said = said;
  }

  /// What an event is about.
  ///
  /// @param trace its place in a trace
  record About(Source source, RunRef run, Event.Trace trace) {
    /// What every event says.
    Attributes attributes() {
      return new Attributes()
          .with(AnyEvent.RUN_ID_FROM, run.by() == RunRef.By.TRACE ? AnyEvent.OF_TRACE : null)
          .with(AnyEvent.SERVICE, source.service())
          .with(AnyEvent.SCOPE, source.scope());
    }
  }

  /// When something was, or when it arrived, if that is not said.
  ///
  /// @param nanos unsigned, since 1970
  Timestamp at(long nanos) {
    return nanos == 0
        ? said.arrivedAt()
        : new Timestamp(
            Instant.ofEpochSecond(
                Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS)),
            9);
  }

  /// What was sent, told from all else that is: a span, or a log record, or a part of one. The ids
  /// of the events that are made of it follow from it.
  ///
  /// @param sizeChars of its canonical text
  record Origin(String key, int sizeChars) {}

  Origin origin(About about, Json sent) {
    return origin(
        new Json.Arr(
            List.of(
                Json.of("otlp"),
                Json.of(about.run().runId()),
                Json.ofNullable(about.trace().traceId()),
                Json.ofNullable(about.trace().spanId()),
                Json.of(about.source().resourceText()),
                sent)));
  }

  private Origin origin(Json identity) {
    String text = Canonical.text(Json.interoperable(identity));
    return new Origin(said.idOf().apply(text), text.length());
  }

  /// Begins an event.
  ///
  /// @param part which of the events that come of it
  Draft draft(About about, Kind kind, Origin origin, String part, Timestamp ts) {
    return draft(about, kind, said.idOf().apply(origin.key() + ' ' + part), origin.sizeChars(), ts);
  }

  private Draft draft(About about, Kind kind, String eventId, int sizeChars, Timestamp ts) {
    Event.Identity own =
        new Event.Identity(
            eventId,
            said.namespace(),
            about.run().runId(),
            about.run().runId() + FIRST_ATTEMPT,
            about.source().producer(),
            1,
            0);
    return new Draft(Event.of(own, ts, kind.wire()).trace(about.trace()), sizeChars);
  }

  /// An event that is being put together.
  ///
  /// @param sizeChars of what was sent
  record Draft(Event.Builder event, int sizeChars) {
    PushedEvent build() {
      return build(null);
    }

    PushedEvent build(@Nullable Payload payload) {
      return PushedEvent.withMadeId(event.build(), payload, sizeChars);
    }
  }

  /// An exception. A span and a log record may both tell of it, so it is the same by what it says,
  /// whoever says it and when, and says nothing that only one of them knows.
  PushedEvent exception(About about, long nanos, Thrown exception) {
    Origin origin =
        origin(
            new Json.Arr(
                List.of(
                    Json.of("otlp.exception"),
                    Json.of(about.run().runId()),
                    Json.ofNullable(about.trace().traceId()),
                    Json.ofNullable(about.trace().spanId()),
                    Json.ofNullable(exception.type()),
                    Json.ofNullable(exception.message()),
                    Json.ofNullable(exception.stackTrace()))));
    Event.Trace trace = Event.Trace.of(about.trace().traceId(), about.trace().spanId(), null);
    About bare = new About(about.source().in(""), about.run(), trace);
    Draft draft = draft(bare, Kind.ERROR, origin.key(), origin.sizeChars(), at(nanos));
    draft
        .event()
        .summary(exception.words())
        .severity(Severity.ERROR)
        .attributes(
            bare.attributes()
                .with(LogLine.CODE, exception.code())
                .with(LogLine.MESSAGE, exception.words())
                .with(LogLine.CAUSE_CHAIN, exception.chain())
                .build());
    String stackTrace = exception.stackTrace();
    return draft.build(stackTrace == null ? null : Payload.of(stackTrace));
  }
}
