package dev.clew.core.fact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.json.Json;
import java.util.Map;

/// The attributes of an event in the types that the [Vocabulary] gives them. A producer may write
/// anything; what is derived from it is made of these. A value of another type becomes what it
/// plainly means, as a text does that stands for an error, or is left out; the row keeps it as it
/// came.
public final class Documented {
  private Documented() {}

  /// The same event when its attributes are as they should be, which they are for clew's own.
  @SuppressWarnings("ReferenceEquality") // the same object has not changed; equal ones cost a walk
  public static Event of(Event event) {
    Map<String, Attribute<?>> known = Vocabulary.attributes(Kind.of(event.kind()));
    Json.Obj fit =
        event
            .attributes()
            .replacing((name, value) -> {
              Attribute<?> attribute = known.get(name);
              return attribute == null ? value : attribute.fit(value);
            });
    return fit == event.attributes() ? event : event.change().attributes(fit).build();
  }
}
