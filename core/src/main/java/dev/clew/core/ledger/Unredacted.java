package dev.clew.core.ledger;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Takes nothing out: `--no-redact`.
public final class Unredacted extends Redactor {
  @Override
  public StreamRedaction stream() {
    return new UnchangedStream();
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
  public Payload redact(Payload payload, @Nullable String contentType) {
    return payload;
  }

  @Override
  protected Cleaned clean(Event event, @Nullable Payload payload) {
    return new Cleaned(event, payload);
  }
}
