package dev.clew.languagesih.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.languagesih.TestValues;
import dev.clew.languagesih.template.Scope;
import dev.clew.plan.evidence.Evaluation;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConditionPropertyTest {
  @Test
  void parse_printedTree_isTheSameTree() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("ConditionPropertyTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      ConditionNode tree = TestExpressions.random(random, random.nextInt(5));
      String text = TestExpressions.print(tree, 0, random);
      assertThat(TestExpressions.shape(ConditionParserTest.parse(text).root()))
          .as("seed %s: %s", seed, text)
          .isEqualTo(TestExpressions.shape(tree));
    }
  }

  @Test
  void evaluate_anyTree_givesAnEvaluation() {
    long seed = Long.getLong("seed", 742L);
    System.out.println("ConditionPropertyTest seed " + seed);
    Random random = new Random(seed);
    Scope scope =
        TestValues.tokens(
            Map.of(
                "a0",
                Json.of("200"),
                "a1",
                TestValues.json("[1,{\"k\":null}]"),
                "a2",
                Json.of("")));
    for (int round = 0; round < 5_000; round++) {
      String text = TestExpressions.print(TestExpressions.random(random, 4), 0, random);
      Evaluation evaluation = ConditionParserTest.parse(text).evaluate(scope, "runIf");
      assertThat(evaluation.evaluated()).as("seed %s: %s", seed, text).isTrue();
      assertThat(evaluation.explain())
          .doesNotContain("\n")
          .endsWith(String.valueOf(evaluation.holds()));
      assertThat(evaluation.toJson().text("source")).isEqualTo(text.strip());
    }
  }
}
