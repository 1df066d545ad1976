package dev.clew.languagesih.assertion;

import dev.clew.languagesih.condition.ConditionTree;
import dev.clew.plan.evidence.AssertionResult;
import dev.clew.plan.evidence.Evaluation;
import dev.clew.plan.expression.RunScope;
import dev.clew.plan.stage.Assertion;

/// A condition has to hold.
public record ConditionCheck(ConditionTree condition) implements Assertion.Check {
  @Override
  public AssertionResult evaluate(RunScope scope, String where) {
    Evaluation tree = condition.evaluate(scope, where);
    String explanation = tree.explain();
    return new AssertionResult(
        tree.holds(),
        AssertionResult.EXPRESSION,
        condition.text(),
        null,
        null,
        explanation,
        tree,
        tree.uses(),
        tree.holds() ? null : "does not hold: " + explanation);
  }
}
