package dev.clew.redaction;

import dev.clew.core.event.Event;
import dev.clew.core.event.Payload;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.core.ledger.UnchangedStream;
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
  protected Cleaned clean(Event event, @Nullable Payload payload) {
    return new Cleaned(event, payload);
  }
}
