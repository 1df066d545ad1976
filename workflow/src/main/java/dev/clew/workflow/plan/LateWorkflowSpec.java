package dev.clew.workflow.plan;

import dev.clew.workflow.template.Template;
import dev.clew.workflow.template.TemplateTree;
import java.util.List;

/// A child workflow whose path only the run knows: its file is read when its stage begins, and is
/// then planned as every other.
///
/// @param path as written, with tokens
/// @param inputs by the child's input
public record LateWorkflowSpec(Template path, List<TemplateTree.Member> inputs, LateChild child)
    implements StageSpec {
  public LateWorkflowSpec {
    inputs = List.copyOf(inputs);
  }
}
