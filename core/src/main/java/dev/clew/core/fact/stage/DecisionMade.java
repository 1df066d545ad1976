package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition was evaluated.
///
/// The kinds: `decision_evaluated`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record DecisionMade(Json.Obj attributes) implements Fact {
  /// The purpose of one on whether a stage is executed.
  public static final String RUN_IF = "run_if";

  /// The purpose of one on where a workflow goes on.
  public static final String JUMP = "jump";

  /// What is chosen when a stage is executed.
  public static final String RUN = "run";

  /// What is chosen when it is not.
  public static final String SKIP = "skip";

  /// What is chosen when a jump ends the stages.
  public static final String END = "endStage";

  public static final Attribute<String> PURPOSE =
      Attribute.text("purpose", "`run_if` or `jump`.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> EXPRESSION =
      Attribute.text("expression", "As the definition has it.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> SHOWN =
      Attribute.text("shown", "With the values in the place of the names.").by(Writer.RUN);

  public static final Attribute<String> EXPLANATION =
      Attribute.text("explanation", "In words.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Boolean> RESULT =
      Attribute.flag("result", "As the other tool says it.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> CHOSEN =
      Attribute.text("chosen", "`run`, `skip`, a stage, or `endStage`.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Json.Obj> TREE =
      Attribute.object("tree", "Operators, operands, and where their values come from.")
          .by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "DecisionMade",
          List.of(Kind.DECISION_EVALUATED),
          "A condition was evaluated.",
          List.of(PURPOSE, EXPRESSION, SHOWN, EXPLANATION, RESULT, CHOSEN, TREE));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static DecisionMade from(Event event) {
    return new DecisionMade(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public String purpose() {
    return get(PURPOSE, "");
  }

  public @Nullable String expression() {
    return get(EXPRESSION);
  }

  public @Nullable String shown() {
    return get(SHOWN);
  }

  public @Nullable String explanation() {
    return get(EXPLANATION);
  }

  public @Nullable Boolean result() {
    return get(RESULT);
  }

  public @Nullable String chosen() {
    return get(CHOSEN);
  }

  public Json.Obj tree() {
    return get(TREE, Json.EMPTY_OBJECT);
  }
}
