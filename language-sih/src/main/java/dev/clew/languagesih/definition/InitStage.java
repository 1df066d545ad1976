package dev.clew.languagesih.definition;

import dev.clew.plan.expression.NamedExpression;
import java.util.List;

/// What stands before the first stage: variables that are drawn or computed once, in order, and
/// entries of the shared context that nobody has set.
public record InitStage(List<InitVariable> variables, List<NamedExpression> context) {
  public static final InitStage NONE = new InitStage(List.of(), List.of());

  public InitStage {
    variables = List.copyOf(variables);
    context = List.copyOf(context);
  }
}
