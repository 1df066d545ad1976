package dev.clew.core.fact.run;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `initStage` gave, once an execution of a workflow; that of a child has its stage.
///
/// The kinds: `values_initialised`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record ValuesInitialised(Json.Obj attributes) implements Fact {
  public static final Attribute<List<NamedValue>> VALUES =
      Attribute.parts("values", NamedValue.TYPE, "The variables.").by(Writer.RUN);

  public static final Attribute<List<NamedValue>> CONTEXT =
      Attribute.parts("context", NamedValue.TYPE, "The context.").by(Writer.RUN);

  public static final Attribute<SaidError> ERROR =
      Attribute.part("error", SaidError.TYPE, "What went wrong; absent: nothing did.")
          .by(Writer.RUN);

  public static final Attribute<String> REUSED_FROM =
      Attribute.text("reused_from", "The attempt whose values stand, as its stages are kept.")
          .by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "ValuesInitialised",
          List.of(Kind.VALUES_INITIALISED),
          "What `initStage` gave, once an execution of a workflow; that of a child has its stage.",
          List.of(VALUES, CONTEXT, ERROR, REUSED_FROM));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static ValuesInitialised from(Event event) {
    return new ValuesInitialised(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public List<NamedValue> values() {
    return get(VALUES, List.of());
  }

  public List<NamedValue> context() {
    return get(CONTEXT, List.of());
  }

  public @Nullable SaidError error() {
    return get(ERROR);
  }

  public @Nullable String reusedFrom() {
    return get(REUSED_FROM);
  }
}
