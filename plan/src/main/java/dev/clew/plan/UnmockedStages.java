package dev.clew.plan;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.Position;
import dev.clew.plan.source.PlanRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The stages that a mocked run would carry out for real, because they have no `mock`: calls and
/// plug-ins, also those of child workflows that are not mocked themselves. Those of a child that
/// several stages call are there once.
public record UnmockedStages(List<Unmocked> stages) {

  /// @param path where it is in the run, such as `login/token`
  /// @param file the logical name of the file in which it is written
  public record Unmocked(String path, String file, Position at) {}

  public UnmockedStages {
    stages = List.copyOf(stages);
  }

  public static UnmockedStages of(Plan plan) {
    return of(plan, path -> false);
  }

  /// @param answered whether a call, or what a child workflow calls that only the run knows, is
  ///   answered otherwise; by its path
  public static UnmockedStages of(Plan plan, Predicate<String> answered) {
    List<Unmocked> found = new ArrayList<>();
    collect(plan.workflow(), "", new HashSet<>(), answered, found);
    return new UnmockedStages(found);
  }

  private static void collect(
      PlannedWorkflow workflow,
      String prefix,
      Set<String> seen,
      Predicate<String> answered,
      List<Unmocked> found) {
    if (!seen.add(workflow.file())) {
      return;
    }
    for (PlannedStage stage : workflow.stages()) {
      if (stage.settings().mock() != null) {
        continue;
      }
      String path = prefix + stage.name();
      switch (stage.spec()) {
        case EndpointSpec call when answered.test(path) -> {}
        case EndpointSpec call ->
            found.add(new Unmocked(path, workflow.file(), stage.settings().at()));
        case PluginSpec plugin ->
            found.add(new Unmocked(path, workflow.file(), stage.settings().at()));
        case LateWorkflowSpec child when answered.test(path) -> {}
        case LateWorkflowSpec child ->
            found.add(new Unmocked(path, workflow.file(), stage.settings().at()));
        case WorkflowSpec child -> collect(child.workflow(), path + "/", seen, answered, found);
      }
    }
  }

  public boolean isEmpty() {
    return stages.isEmpty();
  }

  /// In the order in which they would run, as far as that is known.
  public List<String> paths() {
    return stages.stream().map(Unmocked::path).toList();
  }

  /// Each is a mistake.
  public void complain(Diagnostics diagnostics) {
    for (Unmocked stage : stages) {
      diagnostics.add(
          PlanRule.WORKFLOW_NOT_MOCKED,
          stage.file(),
          stage.at(),
          "stage '"
              + stage.path()
              + "' has no 'mock' and would be called for real; give it one, or allow the call");
    }
  }
}
