package dev.clew.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event says, in the words of `docs/events.md`; [Attempt] says whose it is.
final class Event {
  private static final double NANOS_PER_MILLI = 1_000_000;

  private final Members envelope = new Members();
  private final Members attributes = new Members();
  private boolean isDetail;

  private Event(String kind, @Nullable String summary, Instant at) {
    envelope.with("kind", kind).with("ts", at.toString()).with("summary", Capped.text(summary));
  }

  static Event of(String kind, @Nullable String summary) {
    return at(Instant.now(), kind, summary);
  }

  static Event at(Instant at, String kind, @Nullable String summary) {
    return new Event(kind, summary, at);
  }

  Event in(@Nullable Place place) {
    if (place != null) {
      envelope.with("stage", place.path()).with("try", place.tryNumber());
    }
    return this;
  }

  Event span(String id, @Nullable String parent) {
    envelope.with("span_id", id).with("parent_span_id", parent);
    return this;
  }

  Event lasted(Duration duration) {
    envelope.with("duration_ms", Math.rint(duration.toNanos() / 1_000d) * 1_000 / NANOS_PER_MILLI);
    return this;
  }

  Event severity(Severity severity) {
    envelope.with("severity", severity == null ? null : severity.wire());
    return this;
  }

  Event call(String id) {
    envelope.with("tool_call_id", id);
    return this;
  }

  Event artifact(String id) {
    envelope.with("artifacts", List.of(id));
    return this;
  }

  /// Absent when there is no value.
  Event with(String attribute, @Nullable Object value) {
    attributes.with(attribute, value);
    return this;
  }

  Event withAll(Members more) {
    attributes.withAll(more);
    return this;
  }

  Event raw(@Nullable String text) {
    envelope.with("raw", text == null ? null : Capped.raw(text));
    return this;
  }

  /// It goes first when there is no room.
  Event detail() {
    isDetail = true;
    return this;
  }

  boolean isDetail() {
    return isDetail;
  }

  /// @param identity whose it is, and which one
  String json(Members identity) {
    return identity
        .withAll(envelope)
        .with("attributes", attributes.isEmpty() ? null : attributes)
        .json();
  }
}
