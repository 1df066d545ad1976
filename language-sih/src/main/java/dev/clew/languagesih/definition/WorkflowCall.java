package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;
import dev.clew.languagesih.template.TemplateTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The child workflow of a stage as written.
///
/// @param workflowRef the name in `references.workflows`
/// @param inputs by the child's input; values are JSON once their tokens are replaced
/// @param allowVersion the only version that is expected; null for any
public record WorkflowCall(
    String workflowRef,
    Place place,
    List<TemplateTree.Member> inputs,
    @Nullable String allowVersion)
    implements StageAction {
  public WorkflowCall {
    inputs = List.copyOf(inputs);
  }
}
