package dev.clew.core.run;

import dev.clew.core.event.Event;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.json.Json;

/// A decision that was taken, with the operands it was taken on.
///
/// @param purpose what it decided: `run_if`
/// @param expression as it is written in the workflow
/// @param explanation one line: the expression, the expression with its values, the result
/// @param shown the expression with its values; empty when the producer does not say
/// @param chosen the branch: `run`, `skip`
/// @param tree every node with its operands, its result, and whether it was evaluated
/// @param offset the row that says so
public record DecisionView(
    String purpose,
    String expression,
    String explanation,
    String shown,
    boolean result,
    String chosen,
    Json.Obj tree,
    long offset) {

  static DecisionView of(Event event, long offset) {
    DecisionMade made = DecisionMade.from(event);
    return new DecisionView(
        made.purpose(),
        made.get(DecisionMade.EXPRESSION, ""),
        made.get(DecisionMade.EXPLANATION, ""),
        made.get(DecisionMade.SHOWN, ""),
        made.get(DecisionMade.RESULT, false),
        made.get(DecisionMade.CHOSEN, ""),
        made.tree(),
        offset);
  }
}
