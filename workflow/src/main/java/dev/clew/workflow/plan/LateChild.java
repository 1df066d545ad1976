package dev.clew.workflow.plan;

import dev.clew.workflow.catalog.Catalog;
import dev.clew.workflow.definition.LatencyProfile;
import dev.clew.workflow.scope.EnvironmentVariables;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Diagnostics;
import dev.clew.workflow.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans a child workflow while the run goes on, with all that the run was planned with.
public final class LateChild {
  private final PlanRequest request;
  private final @Nullable Catalog catalog;
  private final EnvironmentVariables environment;
  private final EnvironmentVariables rootEnvironment;
  private final List<LatencyProfile> rootProfiles;

  /// @param environment of the workflow whose stage it is
  /// @param rootEnvironment of the workflow that is run
  /// @param rootProfiles of the workflow that is run
  LateChild(
      PlanRequest request,
      @Nullable Catalog catalog,
      EnvironmentVariables environment,
      EnvironmentVariables rootEnvironment,
      List<LatencyProfile> rootProfiles) {
    this.request = request;
    this.catalog = catalog;
    this.environment = environment;
    this.rootEnvironment = rootEnvironment;
    this.rootProfiles = List.copyOf(rootProfiles);
  }

  /// What came of it.
  ///
  /// @param workflow null when something is wrong with it; then a diagnostic says what
  public record Planned(@Nullable PlannedWorkflow workflow, List<Diagnostic> diagnostics) {
    public Planned {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  public Planned plan(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    PlannedWorkflow workflow =
        new WorkflowPlanner(request, catalog, new ReadFiles(request.files()), diagnostics)
            .late(file, environment, rootEnvironment, rootProfiles);
    return new Planned(diagnostics.hasErrors() ? null : workflow, diagnostics.inOrder());
  }
}
