package dev.clew.workflow.plan;

import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.template.TemplateTree;
import java.util.List;
import java.util.Map;

/// A child workflow.
///
/// @param inputs by the child's input
/// @param vars what the child's own `.wfvars` file gives when there are no `inputs`, by the child's
///   input; else empty
public record WorkflowSpec(
    PlannedWorkflow workflow, List<TemplateTree.Member> inputs, Map<String, Supplied> vars)
    implements StageSpec {
  public WorkflowSpec {
    inputs = List.copyOf(inputs);
    vars = Map.copyOf(vars);
  }

  public WorkflowSpec(PlannedWorkflow workflow, List<TemplateTree.Member> inputs) {
    this(workflow, inputs, Map.of());
  }
}
