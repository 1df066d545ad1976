package dev.clew.plan;

import java.util.List;

/// A stage that can be executed.
///
/// @param references what it uses of earlier stages, without duplicates, in the order of the file
/// @param dependsOn the indexes of the stages that it waits for; in a workflow whose stages run one
///   after the other only the one before it
public record PlannedStage(
    StageSettings settings, StageSpec spec, List<StageEdge> references, List<Integer> dependsOn) {
  public PlannedStage {
    references = List.copyOf(references);
    dependsOn = List.copyOf(dependsOn);
  }

  public String name() {
    return settings.name();
  }
}
