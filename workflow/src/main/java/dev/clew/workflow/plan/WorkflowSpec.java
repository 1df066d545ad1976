package dev.clew.workflow.plan;

import dev.clew.workflow.template.TemplateTree;
import java.util.List;

/// A child workflow.
///
/// @param inputs by the child's input
public record WorkflowSpec(PlannedWorkflow workflow, List<TemplateTree.Member> inputs)
    implements StageSpec {
  public WorkflowSpec {
    inputs = List.copyOf(inputs);
  }
}
