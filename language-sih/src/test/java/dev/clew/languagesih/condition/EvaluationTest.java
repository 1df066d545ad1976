package dev.clew.languagesih.condition;

import static dev.clew.languagesih.TestValues.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.languagesih.TestValues;
import dev.clew.languagesih.template.Scope;
import dev.clew.plan.evidence.Evaluation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  private static final Scope SCOPE =
      TestValues.tokens(
          Map.ofEntries(
              Map.entry("n", json("200")),
              Map.entry("s", json("\"200\"")),
              Map.entry("zip", json("\"007\"")),
              Map.entry("word", json("\"b\"")),
              Map.entry("no", json("\"false\"")),
              Map.entry("empty", json("\"\"")),
              Map.entry("list", json("[1,\"2\",{\"k\":1}]")),
              Map.entry("none", json("[]")),
              Map.entry("nobody", json("\"[]\"")),
              Map.entry("text", json("\"[1,2]\"")),
              Map.entry("tree", json("{\"name\":\"abc\"}")),
              Map.entry("zero", json("0")),
              Map.entry("nothing", json("null")),
              Map.entry("object", json("{\"k\":1,\"l\":2}")),
              Map.entry("yes", json("true"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{{input.n}} == {{input.s}} § true",
        "{{input.s}} == 200.0 § true",
        "{{input.zip}} == 7 § false",
        "{{input.zip}} == '007' § true",
        "{{input.word}} == b § true",
        "{{input.word}} == B § false",
        "{{input.yes}} == 'TRUE' § false",
        "{{input.yes}} == 'true' § true",
        "{{input.yes}} == 'yes' § false",
        "'yes' == true § true",
        "1 == true § true",
        "0 == true § false",
        "'' == false § true",
        "'false' == false § false",
        "{{input.no}} == 'false' § true",
        "{{input.no}} == false § true",
        "{{input.yes}} == 1 § false",
        "{{input.nothing}} == null § true",
        "{{input.absent}} == null § true",
        "{{input.absent}} == {{input.nothing}} § true",
        "{{input.empty}} == null § false",
        "'null' == null § true",
        "'1,000' == 1000 § true",
        "'-1,000.50' == -1000.5 § true",
        "' 5 ' == 5 § true",
        "'5-' == -5 § true",
        "'+5' == 5 § true",
        "5. == 5 § true",
        "-.5 == -0.5 § true",
        "007 == 7 § true",
        "',5' == 5 § false",
        "'5,' == 5. § true",
        "'1e3x' == 1000 § false",
        "{{input.absent}} != 1 § true",
        "{{input.object}} == {{input.object}} § true",
        "{{input.list}} == [1, '2', {{input.object}}] § false",
        "[1, 2] == [1.0, 2] § true",
        "{{input.list}} == [] § false",
        "{{input.none}} == [] § false",
        "{{input.none}} == '[]' § true",
        "[[1], 2] == [[1], 2] § true",
        "[1] == [1, 2] § false",
        "1 == [1] § false",
        "{{input.object}} == '{\"k\":1,\"l\":2}' § true",
        "{{input.n}} > 199 § true",
        "{{input.s}} >= 200 § true",
        "{{input.s}} < 1000 § true",
        "{{input.n}} <= 199.99 § false",
        "'abc' < 'abd' § true",
        "'abc' > 5 § true",
        "'10' > 9 § true",
        "'B' < 'a' § true",
        "{{input.absent}} < 1 § false",
        "{{input.absent}} >= 0 § false",
        "null > 'null' § false",
        "{{input.s}} in [200, 201] § true",
        "{{input.n}} not in [200, 201] § false",
        "2 in {{input.list}} § true",
        "3 in {{input.list}} § false",
        "1 in {{input.absent}} § false",
        "1 not in {{input.absent}} § true",
        "null in [null] § true",
        "b in {{input.word}} § false",
        "'x' in 'x' § false",
        "'x' not in 'x' § true",
        "1 in '[1,2]' § true",
        "2 in {{input.text}} § true",
        "k in {{input.object}} § false",
        "'false' § true",
        "{{input.no}} § false",
        "{{input.empty}} § false",
        "{{input.nothing}} § false",
        "{{input.list}} § true",
        "[] § false",
        "0 § false",
        "0.0 § false",
        "!{{input.n}} == 200 § false",
        "!{{input.absent}} § true",
        "exists({{input.absent}}) § false",
        "exists({{input.nothing}}) § true",
        "exists(null) § true",
        "exists({{input.object.zz?}}) § true",
        "exists({{input.object.zz}}) § false",
        "exists({{input.absent?}}) § false",
        "exists(first([])) § true",
        "exists({{input.empty}}) § true",
        "empty({{input.empty}}) § true",
        "empty({{input.absent}}) § true",
        "empty([]) § true",
        "empty(0) § false",
        "empty('[]') § false",
        "empty({{input.nobody}}) § true",
        "empty('null') § true",
        "empty({{input.object.zz?}}) § true",
        "coalesce({{input.absent}}, {{input.empty}}, 'x') == x § false",
        "coalesce({{input.absent}}, {{input.empty}}, 'x') == '' § true",
        "coalesce('', 'x') == x § false",
        "coalesce({{input.nothing}}, 'x') == x § true",
        "coalesce(null, 'null', 'x') == x § true",
        "coalesce(0, 'x') == 0 § true",
        "coalesce(false, 'x') == false § true",
        "coalesce(' ', 'x') == ' ' § true",
        "coalesce({{input.absent}}) == null § true",
        "isEmptyJson('{}') § true",
        "isEmptyJson(' [] ') § true",
        "isEmptyJson({{input.object}}) § false",
        "isEmptyJson('null') § true",
        "isEmptyJson({{input.nothing}}) § true",
        "isEmptyJson({{input.absent}}) § false",
        "isEmptyJson('') § false",
        "isEmptyJson('\"\"') § true",
        "isEmptyJson({{input.empty}}) § false",
        "isEmptyJson({{input.nobody}}) § true",
        "isEmptyJson('abc') § false",
        "jsonLength({{input.list}}) == 3 § true",
        "jsonLength({{input.object}}) == 2 § true",
        "jsonLength({{input.zip}}) == 0 § true",
        "jsonLength('abc') == 0 § true",
        "jsonLength('\"abc\"') == 3 § true",
        "jsonLength({{input.text}}) == 2 § true",
        "jsonLength({{input.tree.name}}) == 3 § true",
        "jsonLength({{input.n}}) == 1 § true",
        "jsonLength({{input.absent}}) == 0 § true",
        "first({{input.list}}) == 1 § true",
        "first([]) == null § true",
        "first({{input.n}}) == null § true",
        "first({{input.object}}) == 1 § true",
        "first('{}') == null § true",
        "first('abc') == null § true",
        "any({{input.list}}) § true",
        "any({{input.empty}}) § false",
        "any(0) § false",
        "any({{input.zero}}) § true",
        "any({{input.yes}}) § true",
        "any({{input.no}}) § false",
        "any('abc') § true",
        "any('[]') § false",
        "any(null) § false",
        "true && false || true § true",
        "true && (false || false) § false",
      })
  void evaluate_expression_holdsOrNot(String text, boolean expected) {
    assertThat(ConditionParserTest.parse(text).evaluate(SCOPE, "runIf").holds())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "{{stage:make.response.status}} == 200 § {{stage:make.response.status}} == 200 → 201 == 200 → false",
        "{{input.word}}==b § {{input.word}}==b → \"b\"==b → true",
        "{{input.n}} == 200 || {{input.n}} == 201 § {{input.n}} == 200 || {{input.n}} == 201 → 200 == 200 || {{input.n}} == 201 (not evaluated) → true",
        "{{input.absent}} == 1 § {{input.absent}} == 1 → missing == 1 → false; {{input.absent}}: input absent was not supplied",
        "!(exists( {{input.nothing}} )) § !(exists( {{input.nothing}} )) → !(exists( null )) → false",
      })
  void explain_evaluation_isOneLine(String text, String expected) {
    assertThat(ConditionParserTest.parse(text).evaluate(SCOPE, "runIf").explain())
        .isEqualTo(expected);
  }

  @Test
  void explain_severalLines_areOne() {
    assertThat(ConditionParserTest.parse("1 in [1,\n  2]").evaluate(SCOPE, "runIf").explain())
        .isEqualTo("1 in [1, 2] → true");
  }

  @Test
  void explain_longValue_isDescribedAndNotCut() {
    Scope scope = TestValues.tokens(Map.of("long", Json.of("x".repeat(500))));
    assertThat(ConditionParserTest.parse("{{input.long}}").evaluate(scope, "runIf").explain())
        .isEqualTo("{{input.long}} → (text of 500 characters) → true");
  }

  @Test
  void toJson_shortCircuit_recordsWhatWasNotEvaluated() {
    Evaluation evaluation =
        ConditionParserTest.parse("{{input.absent}} && {{input.n}}").evaluate(SCOPE, "runIf");
    assertThat(evaluation.toJson())
        .isEqualTo(
            json(
                """
                {"operator":"&&","source":"{{input.absent}} && {{input.n}}","evaluated":true,"result":false,
                 "operands":[
                  {"operator":"token","source":"{{input.absent}}","evaluated":true,"result":null,
                   "template":"{{input.absent}}","value":null,
                   "missing":{"code":"input_not_supplied","reason":"input absent was not supplied"}},
                  {"operator":"token","source":"{{input.n}}","evaluated":false}]}
                """));
    assertThat(evaluation.uses()).hasSize(1);
  }
}
