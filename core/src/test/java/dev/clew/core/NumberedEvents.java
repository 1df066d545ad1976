package dev.clew.core;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.core.ledger.Unredacted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes nothing out, and gives the events of a ledger short ids in the order in which they come,
/// so that a document of them can be read.
final class NumberedEvents extends Redactor {
  private final Redactor rest = new Unredacted();
  private int count;

  @Override
  protected Cleaned clean(Event event, @Nullable Payload payload) {
    String id = String.format(Locale.ROOT, "evt_%04d", count++);
    Event.Identity said = event.identity();
    Event.Identity numbered =
        new Event.Identity(
            id,
            said.namespace(),
            said.runId(),
            said.attemptId(),
            said.producer(),
            said.epoch(),
            said.seq());
    return new Cleaned(
        new Event(
            numbered,
            event.ts(),
            event.kind(),
            event.path(),
            event.tryNumber(),
            event.summary(),
            event.duration(),
            event.severity(),
            event.artifacts(),
            event.links(),
            event.trace(),
            event.attributes(),
            event.rawRef()),
        payload);
  }

  @Override
  public StreamRedaction stream() {
    return rest.stream();
  }

  @Override
  public void learn(String name, String value) {}

  @Override
  public String redact(String text) {
    return text;
  }

  @Override
  public Json.Obj redact(Json.Obj values) {
    return values;
  }

  @Override
  public @Nullable Payload redact(Payload payload, @Nullable String contentType) {
    return payload;
  }
}
