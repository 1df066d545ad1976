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

/// A breaker opened or closed.
///
/// The kinds: `breaker_changed`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record BreakerChanged(Json.Obj attributes) implements Fact {
  public static final Attribute<String> BREAKER =
      Attribute.text("breaker", "Its name.").by(Writer.RUN);

  public static final Attribute<String> FROM =
      Attribute.text("from", "`closed`, `open`, `half_open`.").by(Writer.RUN);

  public static final Attribute<String> TO =
      Attribute.text("to", "`closed`, `open`, `half_open`.").by(Writer.RUN);

  public static final Attribute<Long> FAILURES =
      Attribute.whole("failures", "In a row.").by(Writer.RUN);

  public static final Attribute<Duration> OPEN =
      Attribute.millis("open_ms", "For how long.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "BreakerChanged",
          List.of(Kind.BREAKER_CHANGED),
          "A breaker opened or closed.",
          List.of(BREAKER, FROM, TO, FAILURES, OPEN));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static BreakerChanged from(Event event) {
    return new BreakerChanged(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String breaker() {
    return get(BREAKER, "");
  }

  public String from() {
    return get(FROM, "");
  }

  public String to() {
    return get(TO, "");
  }

  public @Nullable Long failures() {
    return get(FAILURES);
  }

  public @Nullable Duration open() {
    return get(OPEN);
  }
}
