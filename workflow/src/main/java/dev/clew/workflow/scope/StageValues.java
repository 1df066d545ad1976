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
/// @param missing why an output that is declared has no value, by its key
/// @param response absent when none was received
public record StageValues(
    String path,
    State state,
    Map<String, Json> outputs,
    Map<String, String> missing,
    @Nullable ResponseValues response) {

  /// A stage that failed has run: its response and the outputs that could be mapped can be asked
  /// for.
  public enum State {
    RAN,
    SKIPPED
  }

  public StageValues {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    missing = Map.copyOf(missing);
  }

  public static StageValues skipped(String path) {
    return new StageValues(path, State.SKIPPED, Map.of(), Map.of(), null);
  }

  @Nullable Json output(String key) {
    return find(outputs, key);
  }

  /// Why the output has no value; null when nothing is known about it.
  @Nullable String whyMissing(String key) {
    return find(missing, key);
  }

  private static <V> @Nullable V find(Map<String, V> byKey, String key) {
    for (Map.Entry<String, V> entry : byKey.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(key)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
