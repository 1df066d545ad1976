package dev.clew.workflow.definition;

import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.SourceFile;
import dev.clew.workflow.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow as it is written. When diagnostics say that something is missing, an empty value
/// stands in its place.
///
/// @param version selects the catalog's version
/// @param writesOutput the key `output`: whether the run writes an output file
/// @param environmentFile the path of a file with variables; null for none
/// @param variables the derived values of `vars`, evaluated when they are used
public record WorkflowDefinition(
    SourceFile source,
    String version,
    Place versionPlace,
    @Nullable String id,
    String name,
    @Nullable String description,
    boolean writesOutput,
    List<WorkflowReference> workflows,
    List<ApiReference> apis,
    List<LatencyProfile> latencyProfiles,
    @Nullable Template environmentFile,
    List<InputSpec> inputs,
    InitStage init,
    List<NamedTemplate> variables,
    List<StageDefinition> stages,
    EndStage end) {
  public WorkflowDefinition {
    workflows = List.copyOf(workflows);
    apis = List.copyOf(apis);
    latencyProfiles = List.copyOf(latencyProfiles);
    inputs = List.copyOf(inputs);
    variables = List.copyOf(variables);
    stages = List.copyOf(stages);
  }

  /// The same workflow with other stages.
  public WorkflowDefinition with(List<StageDefinition> others) {
    return new WorkflowDefinition(
        source,
        version,
        versionPlace,
        id,
        name,
        description,
        writesOutput,
        workflows,
        apis,
        latencyProfiles,
        environmentFile,
        inputs,
        init,
        variables,
        others,
        end);
  }
}
