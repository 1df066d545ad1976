package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.ResolvedApi;
import dev.clew.workflow.definition.Outputs;
import dev.clew.workflow.input.BoundInputs;
import dev.clew.workflow.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow for one environment: checked, resolved and bound to its inputs. Immutable.
///
/// @param id as written; absent when the workflow has none
/// @param writesOutput the key `output` of the workflow
/// @param stages in the order of execution
/// @param endOutputs the outputs of `endStage`
/// @param endReferences what `endStage` uses of the stages
/// @param apis every API that a stage uses, once
/// @param sources the files that the plan was made of
public record Plan(
    String name,
    String version,
    @Nullable String id,
    @Nullable String description,
    String environment,
    boolean writesOutput,
    BoundInputs inputs,
    List<PlannedStage> stages,
    Outputs endOutputs,
    List<StageReference> endReferences,
    List<ResolvedApi> apis,
    List<Source> sources) {

  public record Source(Role role, SourceFile file) {}

  public enum Role {
    WORKFLOW,
    CATALOG
  }

  public Plan {
    stages = List.copyOf(stages);
    endReferences = List.copyOf(endReferences);
    apis = List.copyOf(apis);
    sources = List.copyOf(sources);
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
}
