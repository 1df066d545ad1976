package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage that can be executed.
///
/// @param kind `Endpoint` or `Http`
/// @param runIf absent when the stage always runs
/// @param references what it uses of earlier stages, without duplicates, in the order of the file
/// @param at the stage's name in the workflow file
public record PlannedStage(
    String name,
    String kind,
    StageSpec spec,
    @Nullable Condition runIf,
    @Nullable Template message,
    Outputs outputs,
    List<StageReference> references,
    Position at) {
  public PlannedStage {
    references = List.copyOf(references);
  }
}
