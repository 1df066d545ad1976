package dev.clew.workflow.plan;

import dev.clew.workflow.definition.WorkflowDefinition;
import dev.clew.workflow.input.Supplied;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.source.WorkflowFiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that a plan is made of.
///
/// @param catalog absent when there is none; then every API needs an override
/// @param environment the environment's name, which selects base URLs
/// @param baseUrls base URLs that win over the catalog's, by the definition's name
/// @param inputs by the input's name; asked at most once, when the workflow has been read, so that
///   it can depend on what is declared
/// @param files reads what the workflow names; a path is relative to the file in which it stands
/// @param pluginKinds the kinds of stages that plug-ins execute, beyond those of clew itself
/// @param environmentFile takes the place of the workflow's own; null for that one
/// @param needsInputs whether required inputs must be there; a mocked run does without
public record PlanRequest(
    SourceFile workflow,
    @Nullable SourceFile catalog,
    String environment,
    Map<String, String> baseUrls,
    Function<WorkflowDefinition, Map<String, Supplied>> inputs,
    EnvironmentVariables variables,
    WorkflowFiles files,
    Set<String> pluginKinds,
    @Nullable SourceFile environmentFile,
    boolean needsInputs) {
  public PlanRequest {
    baseUrls = Collections.unmodifiableMap(new LinkedHashMap<>(baseUrls));
    pluginKinds = Set.copyOf(pluginKinds);
  }

  /// Without plug-ins, with the workflow's own environment file, and needs its inputs.
  public PlanRequest(
      SourceFile workflow,
      @Nullable SourceFile catalog,
      String environment,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      EnvironmentVariables variables,
      WorkflowFiles files) {
    this(
        workflow,
        catalog,
        environment,
        baseUrls,
        definition -> inputs,
        variables,
        files,
        Set.of(),
        null,
        true);
  }

  /// For a workflow that names no other files.
  public PlanRequest(
      SourceFile workflow,
      @Nullable SourceFile catalog,
      String environment,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      EnvironmentVariables variables) {
    this(workflow, catalog, environment, baseUrls, inputs, variables, WorkflowFiles.none());
  }
}
