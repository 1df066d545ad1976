package dev.clew.core.fact.stage;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Fact;
import dev.clew.core.fact.attribute.FactType;
import dev.clew.core.fact.attribute.Writer;
import dev.clew.core.fact.part.NamedValue;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a workflow asserts was checked, or something was checked against a contract.
///
/// The kinds: `assertion_evaluated`, `validation_completed`.
///
/// @param attributes as they stand in the event, with those that clew does not know
public record CheckMade(Json.Obj attributes) implements Fact {
  /// The result of one that holds.
  public static final String PASSED = "passed";

  /// The result of one that does not.
  public static final String FAILED = "failed";

  /// The scope of an assertion of a stage.
  public static final String STAGE = "stage";

  /// The scope of an assertion of the end of a workflow.
  public static final String END_STAGE = "end_stage";

  /// The direction of what is sent.
  public static final String REQUEST = "request";

  /// The direction of what comes back.
  public static final String RESPONSE = "response";

  public static final Attribute<String> NAME =
      Attribute.text("name", "What was checked.").by(Writer.RUN, Writer.IMPORT, Writer.OTHERS);

  public static final Attribute<String> SCOPE =
      Attribute.text("scope", "Of an assertion: `stage` or `end_stage`.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Json> RESULT =
      Attribute.json("result", "`passed` or `failed`; another producer may say true or false.")
          .by(Writer.RUN, Writer.IMPORT, Writer.OTHERS);

  public static final Attribute<Boolean> BLOCKING =
      Attribute.flag("blocking", "Whether it fails the stage; absent: it does.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> OPERATOR =
      Attribute.text("operator", "Of the comparison.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> EXPRESSION =
      Attribute.text("expression", "As the definition has it.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<String> EXPLANATION =
      Attribute.text("explanation", "In words.").by(Writer.RUN);

  public static final Attribute<Json> EXPECTED =
      Attribute.json("expected", "The value that was due.").by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Json> ACTUAL =
      Attribute.json("actual", "The value that was there; absent: there was none.")
          .by(Writer.RUN, Writer.IMPORT);

  public static final Attribute<Json.Obj> TREE =
      Attribute.object("tree", "Operators, operands, and where their values come from.")
          .by(Writer.RUN);

  public static final Attribute<List<NamedValue>> INPUTS =
      Attribute.parts("inputs", NamedValue.TYPE, "The values that it looked at.").by(Writer.RUN);

  public static final Attribute<String> MESSAGE =
      Attribute.text("message", "In words.").by(Writer.RUN, Writer.IMPORT, Writer.OTHERS);

  public static final Attribute<String> RULE =
      Attribute.text("rule", "By which rule.").by(Writer.OTHERS);

  public static final Attribute<String> PATH =
      Attribute.text("path", "The file that was checked.").by(Writer.OTHERS);

  public static final Attribute<String> CONTRACT =
      Attribute.text("contract", "The API whose contract it is.").by(Writer.RUN);

  public static final Attribute<String> DIRECTION =
      Attribute.text("direction", "Of a call: `request` or `response`.").by(Writer.RUN);

  public static final Attribute<List<Violation>> VIOLATIONS =
      Attribute.parts("violations", Violation.TYPE, "Each way in which it breaks the contract.")
          .by(Writer.RUN);

  public static final Attribute<Long> VIOLATIONS_TOTAL =
      Attribute.whole("violations_total", "With those that are not listed.").by(Writer.RUN);

  public static final FactType TYPE =
      new FactType(
          "CheckMade",
          List.of(Kind.ASSERTION_EVALUATED, Kind.VALIDATION_COMPLETED),
          "What a workflow asserts was checked, or something was checked against a contract.",
          List.of(
              NAME,
              SCOPE,
              RESULT,
              BLOCKING,
              OPERATOR,
              EXPRESSION,
              EXPLANATION,
              EXPECTED,
              ACTUAL,
              TREE,
              INPUTS,
              MESSAGE,
              RULE,
              PATH,
              CONTRACT,
              DIRECTION,
              VIOLATIONS,
              VIOLATIONS_TOTAL));

  /// What an event says under the names of this fact. Its kind is not looked at.
  public static CheckMade from(Event event) {
    return new CheckMade(event.attributes());
  }

  @Override
  public FactType factType() {
    return TYPE;
  }

  public @Nullable String name() {
    return get(NAME);
  }

  public @Nullable String scope() {
    return get(SCOPE);
  }

  public @Nullable Json result() {
    return get(RESULT);
  }

  public @Nullable Boolean blocking() {
    return get(BLOCKING);
  }

  public @Nullable String operator() {
    return get(OPERATOR);
  }

  public @Nullable String expression() {
    return get(EXPRESSION);
  }

  public @Nullable String explanation() {
    return get(EXPLANATION);
  }

  public @Nullable Json expected() {
    return get(EXPECTED);
  }

  public @Nullable Json actual() {
    return get(ACTUAL);
  }

  public Json.Obj tree() {
    return get(TREE, Json.EMPTY_OBJECT);
  }

  public List<NamedValue> inputs() {
    return get(INPUTS, List.of());
  }

  public @Nullable String message() {
    return get(MESSAGE);
  }

  public @Nullable String rule() {
    return get(RULE);
  }

  public @Nullable String path() {
    return get(PATH);
  }

  public @Nullable String contract() {
    return get(CONTRACT);
  }

  public @Nullable String direction() {
    return get(DIRECTION);
  }

  public List<Violation> violations() {
    return get(VIOLATIONS, List.of());
  }

  public @Nullable Long violationsTotal() {
    return get(VIOLATIONS_TOTAL);
  }
}
