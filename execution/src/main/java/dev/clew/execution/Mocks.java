package dev.clew.execution;

import dev.clew.core.fact.request.AskedWorkflow;
import org.jspecify.annotations.Nullable;

/// Which stages are answered by their `mock`.
public enum Mocks {
  /// None.
  OFF,
  /// Every one: a stage without a `mock` is a mistake, and nothing is sent.
  EVERYWHERE,
  /// Those that have one; the others are called.
  WHERE_WRITTEN;

  public boolean areUsed() {
    return this != OFF;
  }

  /// As a request has it; null for none.
  @Nullable String wire() {
    return switch (this) {
      case OFF -> null;
      case EVERYWHERE -> AskedWorkflow.EVERYWHERE;
      case WHERE_WRITTEN -> AskedWorkflow.WHERE_WRITTEN;
    };
  }

  /// @param wire null for none
  public static Mocks of(@Nullable String wire) {
    if (wire == null) {
      return OFF;
    }
    return wire.equals(AskedWorkflow.WHERE_WRITTEN) ? WHERE_WRITTEN : EVERYWHERE;
  }
}
