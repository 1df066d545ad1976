package dev.clew.core.fact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of an event in the types that the [Vocabulary] gives them. A producer may write
/// anything; what is derived from it is made of these. A value of another type becomes what it
/// plainly means, as a text does that stands for an error, or is left out; the row keeps it as it
/// came.
public final class Documented {
  private Documented() {}

  /// The same event when its attributes are as they should be, which they are for clew's own.
  @SuppressWarnings("ReferenceEquality") // the same object has not changed; equal ones cost a walk
  public static Event of(Event event) {
    Kind kind = Kind.of(event.kind());
    Map<String, Json> changed = null;
    for (Map.Entry<String, Json> one : event.attributes().members().entrySet()) {
      Attribute<?> attribute = Vocabulary.attribute(kind, one.getKey());
      Json fit = attribute == null ? one.getValue() : attribute.fit(one.getValue());
      if (fit != one.getValue()) {
        changed = changed == null ? new LinkedHashMap<>(event.attributes().members()) : changed;
        set(changed, one.getKey(), fit);
      }
    }
    return changed == null ? event : event.change().attributes(new Json.Obj(changed)).build();
  }

  private static void set(Map<String, Json> members, String name, @Nullable Json value) {
    if (value == null) {
      members.remove(name);
    } else {
      members.put(name, value);
    }
  }
}
