package dev.clew.plan;

import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.expression.TextParser;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.scope.EnvironmentVariables;
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
/// @param writesOutput whether a run writes its outputs into a file
/// @param environment the environment variables that it reads, those of its own file first
/// @param variables derived values, evaluated where they are used
/// @param stages in the order of the file
/// @param isGraph whether stages run side by side, as their dependencies allow; else one after the
///   other, with jumps
/// @param texts reads the files that its stages name
public record PlannedWorkflow(
    String file,
    String name,
    String version,
    @Nullable String id,
    @Nullable String description,
    boolean writesOutput,
    List<InputSpec> inputs,
    EnvironmentVariables environment,
    InitSpec init,
    List<NamedExpression> variables,
    List<PlannedStage> stages,
    boolean isGraph,
    EndSpec end,
    TextParser texts) {
  public PlannedWorkflow {
    inputs = List.copyOf(inputs);
    variables = List.copyOf(variables);
    stages = List.copyOf(stages);
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
