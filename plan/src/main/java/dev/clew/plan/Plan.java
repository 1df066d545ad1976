package dev.clew.plan;

import dev.clew.core.source.SourceFile;
import dev.clew.plan.api.ResolvedApi;
import dev.clew.plan.input.BoundInputs;
import dev.clew.plan.stage.Outputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow for one environment: checked, resolved and bound to its inputs. Immutable.
///
/// @param assertionsBlock whether an assertion that says nothing itself makes its stage fail
/// @param apis every API that a stage uses, also one of a child workflow, once
/// @param sources the files that the plan was made of
public record Plan(
    PlannedWorkflow workflow,
    String environment,
    BoundInputs inputs,
    boolean assertionsBlock,
    List<ResolvedApi> apis,
    List<Source> sources) {

  /// @param contentType the media type of the text; null when it may be any
  public record Source(Role role, SourceFile file, @Nullable String contentType) {}

  public enum Role {
    WORKFLOW,
    CATALOG,
    CHILD_WORKFLOW,
    ENVIRONMENT_FILE,
    /// The inputs of a child, some of which may be secret.
    VARS_FILE,
    FILE
  }

  public Plan {
    apis = List.copyOf(apis);
    sources = List.copyOf(sources);
  }

  public String name() {
    return workflow.name();
  }

  public String version() {
    return workflow.version();
  }

  public @Nullable String id() {
    return workflow.id();
  }

  public @Nullable String description() {
    return workflow.description();
  }

  public boolean writesOutput() {
    return workflow.writesOutput();
  }

  public List<PlannedStage> stages() {
    return workflow.stages();
  }

  public Outputs endOutputs() {
    return workflow.end().outputs();
  }

  /// Ignoring case; null when there is no such stage.
  public @Nullable PlannedStage stage(String name) {
    return workflow.stage(name);
  }
}
