package dev.clew.languagesih.planner;

import dev.clew.core.source.Diagnostics;
import dev.clew.core.source.SourceFile;
import dev.clew.languagesih.catalog.Catalog;
import dev.clew.plan.LateChild;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.language.PlanRequest;
import dev.clew.plan.scope.EnvironmentVariables;
import dev.clew.plan.stage.LatencyProfile;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plans a child whose path only the run knows.
///
/// @param rootSource of the workflow that is run
/// @param environment of the workflow whose stage it is
/// @param rootEnvironment of the workflow that is run
/// @param rootProfiles of the workflow that is run
record LatePlanner(
    PlanRequest request,
    SourceFile rootSource,
    Supplier<Set<String>> pluginKinds,
    @Nullable Catalog catalog,
    EnvironmentVariables environment,
    EnvironmentVariables rootEnvironment,
    List<LatencyProfile> rootProfiles)
    implements LateChild {
  LatePlanner {
    rootProfiles = List.copyOf(rootProfiles);
  }

  @Override
  public Planned plan(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    PlanFiles files = new PlanFiles(request.files());
    PlannedWorkflow workflow =
        new WorkflowPlanner(request, rootSource, pluginKinds, catalog, files, diagnostics)
            .late(file, environment, rootEnvironment, rootProfiles);
    return new Planned(diagnostics.hasErrors() ? null : workflow, diagnostics.inOrder());
  }
}
