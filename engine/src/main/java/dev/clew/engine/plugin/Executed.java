package dev.clew.engine.plugin;

import dev.clew.core.json.Json;
import dev.clew.plan.scope.ResponseValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a plug-in made of a stage.
public sealed interface Executed {

  /// @param outputs by name, in the order in which they are recorded, before the stage's own
  ///   `output`
  /// @param secret the names of those that are secret
  /// @param response what the stage's templates read as `response`; null when there is none
  record Done(Map<String, Json> outputs, List<String> secret, @Nullable ResponseValues response)
      implements Executed {
    public Done {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
      secret = List.copyOf(secret);
    }

    public Done(Map<String, Json> outputs) {
      this(outputs, List.of(), null);
    }
  }

  /// @param code in snake_case
  /// @param message one line for people
  record Failed(String code, String message) implements Executed {}
}
