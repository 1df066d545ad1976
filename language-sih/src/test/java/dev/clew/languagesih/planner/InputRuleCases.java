package dev.clew.languagesih.planner;

import dev.clew.languagesih.rule.SihRule;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.source.PlanRule;
import java.util.Map;

/// Mistakes in what a run is given.
final class InputRuleCases extends RuleCases {
  InputRuleCases() {
    inputs(
        PlanRule.INPUT_UNDECLARED,
        Map.of("usr", text("x")),
        "--input: the workflow declares no input 'usr'; did you mean 'user'?");
    workflow(
        PlanRule.INPUT_MISSING,
        "{name: user, type: Text, required: false}",
        "{name: user, type: Text}",
        "w:4:12: required input 'user' was not supplied");
    add(
        new Case(
            PlanRule.INPUT_TYPE,
            edited(WORKFLOW, "type: Number", "type: Object"),
            CATALOG,
            Map.of(),
            Map.of("count", text("many")),
            "--input: input 'count' must be a JSON object"));
    inputs(
        PlanRule.INPUT_FORMAT,
        Map.of("count", text("00123")),
        "--input: input 'count' does not look like a Number");
    inputs(
        PlanRule.INPUT_FORMAT,
        Map.of("day", text("tomorrow")),
        "--input: input 'day' does not look like a Date");
    inputs(
        PlanRule.INPUT_GIVEN_TWICE,
        new java.util.TreeMap<>(Map.of("User", text("x"), "user", text("y"))),
        "--input: input 'user' is given twice; names ignore case");
    workflow(
        SihRule.ENVIRONMENT_NOT_SET,
        "{{input.user}}",
        "{{env:TOKEN}}",
        "w:20:26: environment variable 'TOKEN' is not set");
  }

  private static Supplied text(String value) {
    return new Supplied.Text(value, "--input");
  }
}
