package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.template.Template;
import dev.clew.plan.EndSpec;
import dev.clew.plan.expression.NamedExpression;
import dev.clew.plan.input.InputSpec;
import dev.clew.plan.stage.LatencyProfile;
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
    List<NamedExpression> variables,
    List<StageDefinition> stages,
    EndSpec end) {
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
