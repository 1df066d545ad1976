package dev.clew.plan.language;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.input.Supplied;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.source.WorkflowFiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that a plan is made of beside the definition.
///
/// @param catalog absent when there is none; then every API needs an override
/// @param environment the environment's name, which selects base URLs
/// @param baseUrls base URLs that win over the catalog's, by the definition's name
/// @param inputs by the input's name
/// @param variables those of the process
/// @param files reads what the workflow names; a path is relative to the file in which it stands
/// @param environmentFile takes the place of the workflow's own; null for that one
/// @param needsInputs whether required inputs must be there; a mocked run does without
public record PlanRequest(
    @Nullable SourceFile catalog,
    String environment,
    Map<String, String> baseUrls,
    Map<String, Supplied> inputs,
    EnvironmentVariables variables,
    WorkflowFiles files,
    @Nullable SourceFile environmentFile,
    boolean needsInputs) {
  /// The file of a diagnostic about a base URL that was given.
  public static final String GIVEN = "base URL";

  public PlanRequest {
    baseUrls = Collections.unmodifiableMap(new LinkedHashMap<>(baseUrls));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /// With the workflow's own environment file, and needs its inputs.
  public PlanRequest(
      @Nullable SourceFile catalog,
      String environment,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      EnvironmentVariables variables,
      WorkflowFiles files) {
    this(catalog, environment, baseUrls, inputs, variables, files, null, true);
  }

  /// For a workflow that names no other files.
  public PlanRequest(
      @Nullable SourceFile catalog,
      String environment,
      Map<String, String> baseUrls,
      Map<String, Supplied> inputs,
      EnvironmentVariables variables) {
    this(catalog, environment, baseUrls, inputs, variables, WorkflowFiles.none());
  }
}
