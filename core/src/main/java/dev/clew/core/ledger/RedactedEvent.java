package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import org.jspecify.annotations.Nullable;

/// An event that has been through the redactor. Only [Redactor] makes one, and the ledger takes
/// nothing else, so that no event reaches a disk as it came.
public final class RedactedEvent {
  private final Event event;
  private final @Nullable Payload payload;

  RedactedEvent(Event event, @Nullable Payload payload) {
    this.event = event;
    this.payload = payload;
  }

  public Event event() {
    return event;
  }

  public @Nullable Payload payload() {
    return payload;
  }
}
