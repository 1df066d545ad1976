package dev.clew.core.fact.artifact;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the run did outside, as its producer says it.
///
/// The kinds: `effect`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record EffectReported(Json.Obj attributes) implements Fact {
  public static final Attribute<String> EFFECT_ID =
      Attribute.text("effect_id", "Absent: `what` is its identity.").by(Writer.OTHERS);

  public static final Attribute<String> WHAT =
      Attribute.text("what", "Absent: the summary.").by(Writer.OTHERS);

  public static final Attribute<String> STATUS =
      Attribute.text("status", "`committed`, `not_committed`, `unknown`.").by(Writer.OTHERS);

  public static final Attribute<String> TARGET =
      Attribute.text("target", "What it is about.").by(Writer.OTHERS);

  public static final Attribute<String> IDEMPOTENCY_KEY =
      Attribute.text("idempotency_key", "With which it can be done again without being done twice.")
          .by(Writer.OTHERS);

  public static final FactType TYPE =
      new FactType(
          "EffectReported",
          List.of(Kind.EFFECT),
          "What the run did outside, as its producer says it.",
          List.of(EFFECT_ID, WHAT, STATUS, TARGET, IDEMPOTENCY_KEY));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static EffectReported from(Event event) {
    return new EffectReported(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String effectId() {
    return get(EFFECT_ID);
  }

  public @Nullable String what() {
    return get(WHAT);
  }

  public @Nullable String status() {
    return get(STATUS);
  }

  public @Nullable String target() {
    return get(TARGET);
  }

  public @Nullable String idempotencyKey() {
    return get(IDEMPOTENCY_KEY);
  }
}
