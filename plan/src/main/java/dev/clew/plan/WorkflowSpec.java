package dev.clew.plan;

import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.Supplied;
import java.util.List;
import java.util.Map;

/// A child workflow.
///
/// @param inputs by the child's input
/// @param given what a file of the child's own gives when the stage gives no `inputs`, by the
///   child's input; else empty
public record WorkflowSpec(
    PlannedWorkflow workflow, List<NamedExpression> inputs, Map<String, Supplied> given)
    implements StageSpec {
  public WorkflowSpec {
    inputs = List.copyOf(inputs);
    given = Map.copyOf(given);
  }

  public WorkflowSpec(PlannedWorkflow workflow, List<NamedExpression> inputs) {
    this(workflow, inputs, Map.of());
  }
}
