package dev.clew.execution;

import dev.clew.core.source.Diagnostic;
import dev.clew.engine.plugin.Plugins;
import dev.clew.engine.plugin.StagePlugin;
import dev.clew.plan.Plan;
import dev.clew.plan.PlannedStage;
import dev.clew.plan.PlannedWorkflow;
import dev.clew.plan.PluginSpec;
import dev.clew.plan.source.PlanRule;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The plug-ins on the class path. Only a workflow with a stage for one pays for finding them.
public final class StagePlugins {
  private static @Nullable Plugins found;

  private StagePlugins() {}

  /// The class path is searched once.
  public static synchronized Plugins all() {
    Plugins plugins = found;
    if (plugins == null) {
      List<StagePlugin> loaded = new ArrayList<>();
      ServiceLoader.load(StagePlugin.class).forEach(loaded::add);
      plugins = new Plugins(loaded);
      found = plugins;
    }
    return plugins;
  }

  /// Those that a plan needs: all of them, or none.
  static Plugins of(Plan plan) {
    return of(stages(plan));
  }

  private static Plugins of(List<Written> stages) {
    return stages.isEmpty() ? Plugins.NONE : all();
  }

  /// What the plug-ins find wrong with their stages.
  static List<Diagnostic> check(Plan plan) {
    List<Diagnostic> found = new ArrayList<>();
    List<Written> stages = stages(plan);
    Plugins plugins = of(stages);
    for (Written stage : stages) {
      StagePlugin plugin = plugins.find(stage.spec().kind());
      if (plugin != null) {
        for (StagePlugin.Problem problem : plugin.check(stage.spec())) {
          found.add(
              new Diagnostic(
                  PlanRule.WORKFLOW_PLUGIN,
                  PlanRule.WORKFLOW_PLUGIN.severity(),
                  stage.file(),
                  stage.spec().config().place().start().line(),
                  stage.spec().config().place().start().column(),
                  "stage '" + stage.name() + "', " + problem.where() + ": " + problem.message(),
                  null));
        }
      }
    }
    return found;
  }

  private record Written(String file, String name, PluginSpec spec) {}

  private static List<Written> stages(Plan plan) {
    List<Written> stages = new ArrayList<>();
    for (PlannedWorkflow workflow : plan.workflow().withChildren()) {
      for (PlannedStage stage : workflow.stages()) {
        if (stage.spec() instanceof PluginSpec spec) {
          stages.add(new Written(workflow.file(), stage.name(), spec));
        }
      }
    }
    return stages;
  }
}
