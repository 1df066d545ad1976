package dev.clew.plan.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every declared input, in the order of declaration.
public record BoundInputs(List<BoundInput> all) {
  public static final BoundInputs NONE = new BoundInputs(List.of());

  public BoundInputs {
    all = List.copyOf(all);
  }

  /// Ignoring case; null when no such input is declared.
  public @Nullable BoundInput get(String name) {
    for (BoundInput input : all) {
      if (input.spec().name().equalsIgnoreCase(name)) {
        return input;
      }
    }
    return null;
  }
}
