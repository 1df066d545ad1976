package dev.clew.plan;

import dev.clew.plan.expression.Expression;
import dev.clew.plan.expression.NamedExpression;
import java.util.List;

/// A child workflow whose path only the run knows: its file is read when its stage begins, and is
/// then planned as every other.
///
/// @param path an expression of it
/// @param inputs by the child's input
public record LateWorkflowSpec(Expression path, List<NamedExpression> inputs, LateChild child)
    implements StageSpec {
  public LateWorkflowSpec {
    inputs = List.copyOf(inputs);
  }
}
