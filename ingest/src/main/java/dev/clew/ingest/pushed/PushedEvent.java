package dev.clew.ingest.pushed;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import org.jspecify.annotations.Nullable;

/// An event that was sent, as it came: it is not redacted yet.
///
/// @param payload what stood beside it; null when nothing did
/// @param hasOwnId whether the sender gave it its id. If not, the id follows from what was sent, so
///   that whatever has it already is this event, whatever time that was given
/// @param sizeBytes of its item in the body
public record PushedEvent(
    Event event, @Nullable Payload payload, boolean hasOwnId, int sizeBytes) {}
