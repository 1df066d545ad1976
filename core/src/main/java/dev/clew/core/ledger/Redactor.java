package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The port of the one redactor (DESIGN §5.6). A class and not an interface, so that the only way
/// to a [RedactedEvent] leads through [#clean].
public abstract class Redactor {

  /// What is left of an event and its payload when every secret is out.
  public record Cleaned(Event event, @Nullable Payload payload) {}

  /// Takes the secrets out of an event and its payload, and points the event to what is left of the
  /// payload.
  public final RedactedEvent redact(Event event, @Nullable Payload payload) {
    Cleaned cleaned = clean(event, payload);
    Event kept = cleaned.event();
    Payload left = cleaned.payload();
    String ref = left == null ? null : left.ref();
    return new RedactedEvent(
        Objects.equals(kept.rawRef(), ref) ? kept : kept.change().rawRef(ref).build(), left);
  }

  /// As [#redact(Event, Payload)], with a part of a stream as the payload, which is clean already.
  public final RedactedEvent redactPart(Event event, RedactedPart part) {
    Event cleaned = clean(event, null).event();
    Payload payload = Payload.of(part.stored());
    return new RedactedEvent(cleaned.change().rawRef(payload.ref()).build(), payload);
  }

  /// Begins to redact a stream of output.
  public abstract StreamRedaction stream();

  /// A value that is a secret from now on, wherever it occurs.
  ///
  /// @param name what the placeholder calls it
  public abstract void learn(String name, String value);

  /// What stands below exactly this name is no secret because of the name: somebody has looked at
  /// it. Values that are known to be secret, and what looks like one, go from it as from any text.
  public void keep(String name) {}

  /// Takes the secrets out of a text that goes elsewhere: a terminal, a file name, an error.
  public abstract String redact(String text);

  /// Takes the secrets out of named values: by their names, and by value.
  public abstract Json.Obj redact(Json.Obj values);

  /// What is left of a payload of that media type; null when nothing of it may be kept. Learns the
  /// secrets that it holds.
  public abstract @Nullable Payload redact(Payload payload, @Nullable String contentType);

  /// Does what it can of [#redact(Payload, String)] now, so that less is left to do when it is the
  /// payload's turn. Learns nothing before that.
  ///
  /// @return gives what the other method would give then; to be asked once
  public Supplier<@Nullable Payload> ahead(Payload payload, @Nullable String contentType) {
    return () -> redact(payload, contentType);
  }

  /// Counts what is known to be secret: more than before means that something was learned.
  public int known() {
    return 0;
  }

  /// The places of a stored row that hold what became known as a secret only later.
  public List<LateRedaction.Finding> late(Row row) {
    return List.of();
  }

  /// What a user should know about secrets that cannot be taken out everywhere.
  public List<String> warnings() {
    return List.of();
  }

  protected abstract Cleaned clean(Event event, @Nullable Payload payload);
}
