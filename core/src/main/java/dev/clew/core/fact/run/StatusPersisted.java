package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result was written back: save ends.
///
/// The kinds: `status_persisted`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record StatusPersisted(Json.Obj attributes) implements Fact {
  public static final Attribute<String> STATUS =
      Attribute.text("status", "What was written.").by(Writer.OTHERS);

  public static final Attribute<String> WHERE =
      Attribute.text("where", "To which system.").by(Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
          "StatusPersisted",
          List.of(Kind.STATUS_PERSISTED),
          "The result was written back: save ends.",
          List.of(STATUS, WHERE));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static StatusPersisted from(Event event) {
    return new StatusPersisted(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String status() {
    return get(STATUS);
  }

  public @Nullable String where() {
    return get(WHERE);
  }
}
