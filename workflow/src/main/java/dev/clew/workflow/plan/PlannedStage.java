package dev.clew.workflow.plan;

import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.definition.StageDefinition;
import dev.clew.workflow.expression.Condition;
import dev.clew.workflow.source.Position;
import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage that can be executed.
///
/// @param references what it uses of earlier stages, without duplicates, in the order of the file
/// @param dependsOn the indexes of the stages that it waits for; those before it in a workflow
///   without `dependsOn` are only the one before it
public record PlannedStage(
    StageDefinition written,
    StageSpec spec,
    List<StageReference> references,
    List<Integer> dependsOn) {
  public PlannedStage {
    references = List.copyOf(references);
    dependsOn = List.copyOf(dependsOn);
  }

  public String name() {
    return written.name();
  }

  /// As the language calls it: `Endpoint`, `Http`, `Workflow`, `LLM` …
  public String kind() {
    return written.kind();
  }

  /// Absent when the stage always runs.
  public @Nullable Condition runIf() {
    return written.runIf();
  }

  public @Nullable Template message() {
    return written.message();
  }

  public Outputs outputs() {
    return written.outputs();
  }

  /// The stage's name in the workflow file.
  public Position at() {
    return written.at();
  }
}
