package dev.clew.plan.scope;

import dev.clew.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a child workflow came to, as later stages can ask for it.
///
/// @param status `Ok` or `Error`
/// @param message of its end, or of its failure; null for none
/// @param outputs those of its end, by the key as declared
public record WorkflowResult(String status, @Nullable String message, Map<String, Json> outputs) {
  public static final String OK = "Ok";
  public static final String ERROR = "Error";

  public WorkflowResult {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
