package dev.clew.cli.run;

import dev.clew.engine.plugin.StagePlugin;
import dev.clew.workflow.definition.PluginCall;
import dev.clew.workflow.plan.Plan;
import dev.clew.workflow.plan.PlannedStage;
import dev.clew.workflow.plan.PlannedWorkflow;
import dev.clew.workflow.source.Diagnostic;
import dev.clew.workflow.source.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The plug-ins on the class path. Only a workflow with a stage for one pays for finding them.
public final class StagePlugins {
  private StagePlugins() {}

  public static List<StagePlugin> all() {
    List<StagePlugin> plugins = new ArrayList<>();
    ServiceLoader.load(StagePlugin.class).forEach(plugins::add);
    return plugins;
  }

  /// The kinds of stages that they execute.
  public static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all().forEach(plugin -> kinds.addAll(plugin.kinds()));
    return kinds;
  }

  /// Those that a plan needs: all of them, or none.
  static List<StagePlugin> of(Plan plan) {
    return stages(plan).isEmpty() ? List.of() : all();
  }

  /// What the plug-ins find wrong with their stages.
  static List<Diagnostic> check(Plan plan) {
    List<Diagnostic> found = new ArrayList<>();
    List<Written> stages = stages(plan);
    List<StagePlugin> plugins = stages.isEmpty() ? List.of() : all();
    for (Written stage : stages) {
      StagePlugin plugin = find(plugins, stage.call().kind());
      if (plugin != null) {
        for (StagePlugin.Problem problem : plugin.check(stage.call())) {
          found.add(
              new Diagnostic(
                  Rule.WORKFLOW_PLUGIN,
                  Rule.WORKFLOW_PLUGIN.severity(),
                  stage.file(),
                  stage.call().place().start().line(),
                  stage.call().place().start().column(),
                  "stage '" + stage.name() + "', " + problem.where() + ": " + problem.message(),
                  null));
        }
      }
    }
    return found;
  }

  private static @Nullable StagePlugin find(List<StagePlugin> plugins, String kind) {
    for (StagePlugin plugin : plugins) {
      for (String own : plugin.kinds()) {
        if (own.toLowerCase(Locale.ROOT).equals(kind.toLowerCase(Locale.ROOT))) {
          return plugin;
        }
      }
    }
    return null;
  }

  private record Written(String file, String name, PluginCall call) {}

  private static List<Written> stages(Plan plan) {
    List<Written> stages = new ArrayList<>();
    for (PlannedWorkflow workflow : plan.workflow().withChildren()) {
      for (PlannedStage stage : workflow.stages()) {
        if (stage.written().action() instanceof PluginCall call) {
          stages.add(new Written(workflow.file(), stage.name(), call));
        }
      }
    }
    return stages;
  }
}
