package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.event.Severity;
import dev.clew.core.event.StagePath;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event says, while it is put together. Not thread-safe.
///
/// @param <B> what is made of it
public abstract class EventWords<B extends EventWords<B>> {
  private final String kind;
  private final String summary;
  private final Attributes attributes = new Attributes();
  private final List<String> artifacts = new ArrayList<>();
  private @Nullable StagePath path;
  private @Nullable Integer tryNumber;
  private @Nullable Timestamp time;
  private @Nullable Duration duration;
  private @Nullable Severity severity;
  private Event.Links links = Event.Links.NONE;
  private Event.Trace trace = Event.Trace.NONE;
  private @Nullable Payload payload;

  EventWords(String kind, String summary) {
    this.kind = kind;
    this.summary = summary;
  }

  /// Begins with all that somebody said.
  EventWords(IncomingEvent said) {
    this(said.kind(), said.summary());
    attributes.withAll(said.attributes());
    artifacts.addAll(said.artifacts());
    path = said.path();
    tryNumber = said.tryNumber();
    time = said.ts();
    duration = said.duration();
    severity = said.severity();
    links = said.links();
    trace = said.trace();
    payload = said.payload();
  }

  abstract B self();

  final String kind() {
    return kind;
  }

  final @Nullable StagePath path() {
    return path;
  }

  final @Nullable Integer tryNumber() {
    return tryNumber;
  }

  /// All that was said.
  final IncomingEvent said() {
    return new IncomingEvent(
        kind,
        path,
        tryNumber,
        summary,
        time,
        duration,
        severity,
        artifacts,
        links,
        trace,
        attributes.build(),
        payload);
  }

  public final B stage(@Nullable StagePath stage) {
    path = stage;
    return self();
  }

  public final B stage(@Nullable StagePath stage, @Nullable Integer number) {
    path = stage;
    tryNumber = number;
    return self();
  }

  public final B took(@Nullable Duration measured) {
    duration = measured;
    return self();
  }

  public final B severity(@Nullable Severity level) {
    severity = level;
    return self();
  }

  public final B links(Event.Links to) {
    links = to;
    return self();
  }

  public final B toolCall(String id) {
    return links(links.withToolCall(id));
  }

  public final B trace(Event.Trace place) {
    trace = place;
    return self();
  }

  public final B span(String id, @Nullable String parent) {
    return trace(Event.Trace.of(trace.traceId(), id, parent));
  }

  public final B artifact(String id) {
    artifacts.add(id);
    return self();
  }

  public final B payload(@Nullable Payload bytes) {
    payload = bytes;
    return self();
  }

  /// When it happened, if that is known better than by when it is recorded.
  public final B at(Timestamp when) {
    time = when;
    return self();
  }

  /// When it happened, if it was not said.
  public final B atLatest(Timestamp when) {
    return time == null ? at(when) : self();
  }

  public final <T> B with(Attribute<T> attribute, @Nullable T value) {
    attributes.with(attribute, value);
    return self();
  }

  public final B with(Attribute<Long> attribute, @Nullable Integer value) {
    attributes.with(attribute, value);
    return self();
  }

  /// Of a value that is JSON already, in the type of the attribute.
  public final B withJson(Attribute<?> attribute, @Nullable Json value) {
    attributes.withJson(attribute, value);
    return self();
  }

  /// The same of a list.
  public final B withJson(Attribute<?> attribute, List<? extends Json> items) {
    attributes.withJson(attribute, items);
    return self();
  }

  /// With those that clew does not know.
  public final B withAll(Json.Obj more) {
    attributes.withAll(more);
    return self();
  }
}
