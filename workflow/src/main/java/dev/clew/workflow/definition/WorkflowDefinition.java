package dev.clew.workflow.definition;

import dev.clew.workflow.input.InputSpec;
import dev.clew.workflow.source.Place;
import dev.clew.workflow.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow as it is written. When diagnostics say that something is missing, an empty value
/// stands in its place.
///
/// @param version selects the catalog's version
/// @param writesOutput the key `output`: whether the run writes an output file
public record WorkflowDefinition(
    SourceFile source,
    String version,
    Place versionPlace,
    @Nullable String id,
    String name,
    @Nullable String description,
    boolean writesOutput,
    List<ApiReference> apis,
    List<InputSpec> inputs,
    List<StageDefinition> stages,
    Outputs endOutputs) {
  public WorkflowDefinition {
    apis = List.copyOf(apis);
    inputs = List.copyOf(inputs);
    stages = List.copyOf(stages);
  }
}
