package dev.clew.workflow.scope;

import dev.clew.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What later stages can ask of a stage.
///
/// @param path the stage's path in its display form, for origins
/// @param outputs by the key as declared; keys are compared ignoring case
/// @param response absent when none was received
public record StageValues(
    String path, State state, Map<String, Json> outputs, @Nullable ResponseValues response) {

  /// A stage that failed has run: its response and the outputs that could be mapped can be asked
  /// for.
  public enum State {
    RAN,
    SKIPPED
  }

  public StageValues {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  public static StageValues skipped(String path) {
    return new StageValues(path, State.SKIPPED, Map.of(), null);
  }

  @Nullable Json output(String key) {
    for (Map.Entry<String, Json> output : outputs.entrySet()) {
      if (output.getKey().equalsIgnoreCase(key)) {
        return output.getValue();
      }
    }
    return null;
  }
}
