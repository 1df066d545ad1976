package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wait that is over.
///
/// The kinds: `waiting`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record Waited(Json.Obj attributes) implements Fact {
  /// For what a stage waits that asks for it.
  public static final String DELAY = "delay";

  public static final Attribute<String> FOR =
      Attribute.text(
              "for",
              "`dependency`, `rate_limit`, `backoff`, `lock`, `delay` (the stage asks for it).")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Duration> DURATION =
      Attribute.millis("duration_ms", "How long it took.").by(Writer.IMPORT);

  public static final Attribute<String> CUT =
      Attribute.text("cut", "It was ended early: `cancelled`, `stage_timeout`.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "Waited", List.of(Kind.WAITING), "A wait that is over.", List.of(FOR, DURATION, CUT));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static Waited from(Event event) {
    return new Waited(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String what() {
    return get(FOR);
  }

  public @Nullable Duration duration() {
    return get(DURATION);
  }

  public @Nullable String cut() {
    return get(CUT);
  }
}
