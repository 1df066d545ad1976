package dev.clew.plan.scope;

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
/// @param workflow what its child workflow came to; null when it has none, or none was run
public record StageValues(
    String path,
    State state,
    Map<String, Json> outputs,
    Map<String, String> missing,
    @Nullable ResponseValues response,
    @Nullable WorkflowResult workflow) {

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

  /// Of a stage that is not a child workflow.
  public StageValues(
      String path,
      State state,
      Map<String, Json> outputs,
      Map<String, String> missing,
      @Nullable ResponseValues response) {
    this(path, state, outputs, missing, response, null);
  }

  public static StageValues skipped(String path) {
    return skipped(path, Map.of());
  }

  /// @param outputs those of its `onSkip`
  public static StageValues skipped(String path, Map<String, Json> outputs) {
    return new StageValues(path, State.SKIPPED, outputs, Map.of(), null);
  }

  /// An output of its own, else one of its child workflow.
  public @Nullable Json output(String key) {
    Json own = find(outputs, key);
    return own == null && workflow != null ? find(workflow.outputs(), key) : own;
  }

  /// An output of its child workflow; of a stage that was skipped, what `onSkip` gives for it.
  public @Nullable Json workflowOutput(String key) {
    return workflow == null ? find(outputs, key) : find(workflow.outputs(), key);
  }

  /// Why the output has no value; null when nothing is known about it.
  public @Nullable String whyMissing(String key) {
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
