package dev.clew.plan.input;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// A declared input and its value. The value is null when an optional input was not supplied;
/// `source` is empty then.
public record BoundInput(InputSpec spec, @Nullable Json value, String source) {
  public boolean isSecret() {
    return spec.secret();
  }

  /// Without the value when it is secret.
  @Override
  public String toString() {
    return "BoundInput[" + spec.name() + "=" + (isSecret() ? "(secret)" : value) + "]";
  }
}
