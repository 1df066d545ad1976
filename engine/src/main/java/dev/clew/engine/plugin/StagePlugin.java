package dev.clew.engine.plugin;

import dev.clew.core.json.Json;
import dev.clew.plan.PluginSpec;
import java.util.List;
import java.util.Map;

/// Executes stages of its own kinds. Whoever runs workflows finds plug-ins with
/// `java.util.ServiceLoader` and gives them to the engine; nothing is loaded that is not on the
/// class path. Thread-safe: stages may be under way at once.
public interface StagePlugin {
  /// The kinds of stages, as a workflow writes them; compared ignoring case.
  List<String> kinds();

  /// What is wrong with a stage before anything is executed; empty when nothing is.
  List<Problem> check(PluginSpec stage);

  /// Executes one. Everything that it sends goes through the invocation, which leaves the evidence.
  /// What it throws makes the stage fail with the code `plugin_fault`.
  Executed execute(Invocation invocation);

  /// The outputs of a stage whose `mock` is an answer, which stands for the plug-in's own.
  default Map<String, Json> mocked(Json body) {
    return Map.of();
  }

  /// @param where the way into the configuration, such as `config.prompts.input`
  /// @param message one line with the remedy
  record Problem(String where, String message) {}
}
