package dev.clew.engine.plugin;

import dev.clew.core.json.Json;
import java.util.List;
import java.util.Map;

/// What a plug-in made of a stage.
public sealed interface Executed {

  /// @param outputs by name, before the stage's own `output`
  /// @param secret the names of those that are secret
  record Done(Map<String, Json> outputs, List<String> secret) implements Executed {
    public Done {
      outputs = Map.copyOf(outputs);
      secret = List.copyOf(secret);
    }

    public Done(Map<String, Json> outputs) {
      this(outputs, List.of());
    }
  }

  /// @param code in snake_case
  /// @param message one line for people
  record Failed(String code, String message) implements Executed {}
}
