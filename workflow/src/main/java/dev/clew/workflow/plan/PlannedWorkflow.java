package dev.clew.workflow.plan;

import dev.clew.workflow.definition.EndStage;
import dev.clew.workflow.definition.InitStage;
import dev.clew.workflow.definition.NamedTemplate;
import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.scope.EnvironmentVariables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A workflow for one environment, checked and resolved, before it has inputs: the one that is run,
/// or a child of it. Immutable.
///
/// @param file the logical name of its file
/// @param id as written; absent when the workflow has none
/// @param writesOutput the key `output` of the workflow
/// @param environment the variables that its `env:` tokens read, those of its environment file
///   first
/// @param variables the derived values of `vars`
/// @param stages in the order of the file
/// @param endReferences what `endStage` uses of the stages
public record PlannedWorkflow(
    String file,
    String name,
    String version,
    @Nullable String id,
    @Nullable String description,
    boolean writesOutput,
    List<InputSpec> inputs,
    EnvironmentVariables environment,
    InitStage init,
    List<NamedTemplate> variables,
    List<PlannedStage> stages,
    EndStage end,
    List<StageReference> endReferences) {
  public PlannedWorkflow {
    inputs = List.copyOf(inputs);
    variables = List.copyOf(variables);
    stages = List.copyOf(stages);
    endReferences = List.copyOf(endReferences);
  }

  /// Ignoring case; null when there is no such stage.
  public @Nullable PlannedStage stage(String name) {
    for (PlannedStage stage : stages) {
      if (stage.name().equalsIgnoreCase(name)) {
        return stage;
      }
    }
    return null;
  }

  /// This workflow and those that its stages call, at any depth: each file once, as it is one plan
  /// whoever calls it. A workflow stands before its children, and they in the order in which its
  /// stages call them.
  public List<PlannedWorkflow> withChildren() {
    Map<String, PlannedWorkflow> byFile = new LinkedHashMap<>();
    collect(byFile);
    return new ArrayList<>(byFile.values());
  }

  private void collect(Map<String, PlannedWorkflow> byFile) {
    if (byFile.putIfAbsent(file, this) != null) {
      return;
    }
    for (PlannedStage stage : stages) {
      if (stage.spec() instanceof WorkflowSpec child) {
        child.workflow().collect(byFile);
      }
    }
  }
}
