package dev.clew.ingest.pushed;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import org.jspecify.annotations.Nullable;

/// An event that was sent, as it came: it is not redacted yet.
///
/// @param payload what stood beside it; null when nothing did
/// @param hasOwnId whether the sender gave it its id. If not, the id follows from what was sent, so
///   that whatever has it already is this event, whatever time that was given
/// @param hasOwnTime whether the sender said when it was. If not, it has the time at which it came
///   first
/// @param sizeBytes of its item in the body
public record PushedEvent(
    Event event, @Nullable Payload payload, boolean hasOwnId, boolean hasOwnTime, int sizeBytes) {
  /// One whose id follows from what was sent.
  public static PushedEvent withMadeId(Event event, @Nullable Payload payload, int sizeBytes) {
    return new PushedEvent(event, payload, false, true, sizeBytes);
  }
}
