package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import org.jspecify.annotations.Nullable;

/// A stage as written. `action` is null when the stage is wrong or its kind is not supported yet.
public record StageDefinition(
    String name,
    String kind,
    @Nullable StageAction action,
    @Nullable Condition runIf,
    @Nullable Template message,
    Outputs outputs,
    Position at) {

  /// Whether the keys were read, which those of a kind that is not supported yet are not.
  public boolean isRead() {
    return action != null || !outputs.all().isEmpty();
  }
}
