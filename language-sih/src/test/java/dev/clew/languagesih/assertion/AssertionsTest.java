package dev.clew.languagesih.assertion;

import static dev.clew.languagesih.TestValues.json;
import static dev.clew.languagesih.TestValues.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Place;
import dev.clew.core.source.Position;
import dev.clew.languagesih.TestValues;
import dev.clew.languagesih.condition.ConditionParser;
import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.languagesih.template.TemplateTree;
import dev.clew.plan.evidence.AssertionResult;
import dev.clew.plan.evidence.Use;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Assertion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionsTest {
  private static final RunScope SCOPE =
      TestValues.scope(
          Map.of(
              "n", json("201"),
              "one", Json.of("1.0"),
              "zip", Json.of("007"),
              "word", Json.of("Active"),
              "blank", Json.of(""),
              "list", json("[1,\"b\"]"),
              "none", json("[]"),
              "object", json("{\"a\":1,\"b\":2}"),
              "yes", json("true"),
              "nothing", Json.NULL));

  /// `expected` with `;` in it is a list.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{{input.n}}      | EQUALS     | 201.0   | true",
        "{{input.one}}    | EQUALS     | 1       | true",
        "{{input.zip}}    | EQUALS     | 7       | false",
        "{{input.zip}}    | EQUALS     | 007     | true",
        "{{input.word}}   | EQUALS     | active  | false",
        "{{input.word}}!  | EQUALS     | Active! | true",
        "{{input.yes}}    | EQUALS     | true    | true",
        "{{input.yes}}    | EQUALS     | TRUE    | false",
        "{{input.object}} | EQUALS     | {\"b\":2,\"a\":1.0} | true",
        "{{input.nothing}} | EQUALS    | ''      | true",
        "{{input.absent?}} | EQUALS    | ''      | true",
        "{{input.absent}} | NOT_EQUALS | x       | false",
        "{{input.n}}      | NOT_EQUALS | 200     | true",
        "{{input.n}}      | NOT_EQUALS | 201     | false",
        "{{input.word}}   | EQUALS     | {{input.word}} | true",
        "{{input.word}}   | CONTAINS   | ctiv    | true",
        "{{input.word}}   | CONTAINS   | CTIV    | false",
        "{{input.list}}   | CONTAINS   | b       | true",
        "{{input.n}}      | CONTAINS   | 20      | true",
        "{{input.n}}      | IN         | 200;201 | true",
        "{{input.n}}      | IN         | 200;202 | false",
        "{{input.n}}      | IN         | 201     | true",
        "b                | IN         | {{input.list}} | true",
        "c                | IN         | {{input.list}} | false",
        "b                | IN         | [\"a\",\"b\"] | true",
        "{{input.word}}   | MATCHES    | ^A.*e$  | true",
        "{{input.word}}   | MATCHES    | tiv     | true",
        "{{input.word}}   | MATCHES    | ^a      | false",
        "{{input.n}}      | MATCHES    | ^2\\d\\d$ | true",
        "{{input.blank}}  | EMPTY      |         | true",
        "{{input.none}}   | EMPTY      |         | true",
        "{{input.absent}} | EMPTY      |         | true",
        "{{input.word}}   | EMPTY      |         | false",
        "{{input.word}}   | NOT_EMPTY  |         | true",
        "{{input.blank}}  | NOT_EMPTY  |         | false",
        "{{input.absent}} | NOT_EMPTY  |         | false",
        "{{input.absent?}} | NOT_EMPTY |         | false",
      })
  void evaluate_operator_holdsOrNot(
      String actual, AssertionOperator operator, @Nullable String expected, boolean passed) {
    AssertionResult result = evaluate(actual, operator, expected);
    assertThat(result.passed()).as(result.explanation()).isEqualTo(passed);
    assertThat(result.message() == null).isEqualTo(passed);
    assertThat(result.operator()).isEqualTo(operator.word());
    assertThat(result.expression()).isEqualTo(actual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{{input.n}} § EQUALS § 200 § {{input.n}} → 201 equals \"200\" → false § 201 is not \"200\"",
        "{{input.n}} § IN § 200;202 § {{input.n}} → 201 in [\"200\",\"202\"] → false § 201 is none of [\"200\",\"202\"]",
        "{{input.word}} § MATCHES § ^a § {{input.word}} → \"Active\" matches \"^a\" → false § \"Active\" does not match \"^a\"",
        "{{input.word}} § MATCHES § (a § {{input.word}} → \"Active\" matches \"(a\" → false § 'expected' is not a pattern of RE2: missing closing )",
        "{{input.blank}} § NOT_EMPTY §  § {{input.blank}} → \"\" notEmpty → false § is empty (\"\")",
        "{{input.absent}} § EQUALS § x § {{input.absent}} → null equals \"x\" → false § {{input.absent}} has no value: input absent was not supplied; put '?' behind a name that may be missing",
        "{{input.n}} § CONTAINS § x § {{input.n}} → 201 contains \"x\" → false § 201 does not contain \"x\"",
        "{{input.n}} § NOT_EQUALS § 201 § {{input.n}} → 201 notEquals \"201\" → false § is \"201\", and must not be",
      })
  void evaluate_failed_saysWhy(
      String actual,
      AssertionOperator operator,
      @Nullable String expected,
      String explanation,
      String message) {
    AssertionResult result = evaluate(actual, operator, expected);
    assertThat(result.explanation()).isEqualTo(explanation);
    assertThat(result.message()).isEqualTo(message);
  }

  @Test
  void evaluate_operator_hasItsUsesAndValues() {
    AssertionResult result = evaluate("{{input.n}}", AssertionOperator.IN, "{{input.list}}");
    assertThat(result.actual()).hasToString("201");
    assertThat(result.expected()).hasToString("[1,\"b\"]");
    assertThat(result.tree()).isNull();
    assertThat(result.uses())
        .extracting(Use::where)
        .containsExactly("assertions.check.actual", "assertions.check.expected");
  }

  @Test
  void evaluate_expression_hasItsTree() {
    AssertionResult result = expression("{{input.n}} == 200 && exists({{input.word}})");
    assertThat(result.passed()).isFalse();
    assertThat(result.operator()).isEqualTo("expression");
    assertThat(result.message())
        .isEqualTo(
            "does not hold: {{input.n}} == 200 && exists({{input.word}}) → 201 == 200 &&"
                + " exists({{input.word}}) (not evaluated) → false");
    assertThat(Objects.requireNonNull(result.tree()).toJson().toString())
        .contains(
            "{\"operator\":\"exists\",\"source\":\"exists({{input.word}})\",\"evaluated\":false,"
                + "\"operands\":[{\"operator\":\"token\",\"source\":\"{{input.word}}\",\"evaluated\":false}]}");
    assertThat(result.uses()).extracting(Use::where).containsExactly("assertions.check");
    assertThat(expression("{{input.n}} == 201").message()).isNull();
  }

  @Test
  void evaluate_longValue_isDescribedAndNotCut() {
    RunScope scope = TestValues.scope(Map.of("long", Json.of("x\n".repeat(500))));
    AssertionResult result =
        compares("{{input.long}}", AssertionOperator.EQUALS, "y").evaluate(scope);
    assertThat(result.message()).isEqualTo("(text of 1000 characters) is not \"y\"");
  }

  @Test
  void evaluate_hostilePattern_isQuick() {
    RunScope scope = TestValues.scope(Map.of("long", Json.of("a".repeat(50_000))));
    AssertionResult result =
        compares("{{input.long}}", AssertionOperator.MATCHES, "^(a+)+$b").evaluate(scope);
    assertThat(result.passed()).isFalse();
  }

  private static AssertionResult evaluate(
      String actual, AssertionOperator operator, @Nullable String expected) {
    return compares(actual, operator, expected).evaluate(SCOPE);
  }

  private static Assertion compares(
      String actual, AssertionOperator operator, @Nullable String expected) {
    return new Assertion(
        "check",
        new ComparisonCheck(template(actual), operator, expected == null ? null : tree(expected)),
        null);
  }

  private static TemplateTree tree(String expected) {
    if (expected.contains(";")) {
      return new TemplateTree.Items(
          Arrays.stream(expected.split(";"))
              .map(each -> new TemplateTree.Text(template(each)))
              .collect(Collectors.toUnmodifiableList()));
    }
    return new TemplateTree.Text(template(expected.equals("''") ? "" : expected));
  }

  private static AssertionResult expression(String text) {
    ConditionTree condition =
        ConditionParser.parse(text, Place.fixed("a", Position.START), new Diagnostics());
    return new Assertion("check", new ConditionCheck(Objects.requireNonNull(condition)), null)
        .evaluate(SCOPE);
  }

  @Test
  void evaluate_withoutExpected_saysSo() {
    AssertionResult result = evaluate("{{input.n}}", AssertionOperator.EQUALS, null);
    assertThat(List.of(result.passed())).containsExactly(false);
    assertThat(result.message()).isEqualTo("equals needs 'expected'");
  }
}
