package dev.clew.execution;

import java.util.List;

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

  /// Of the command line.
  List<String> words() {
    return switch (this) {
      case OFF -> List.of();
      case EVERYWHERE -> List.of("--mocked");
      case WHERE_WRITTEN -> List.of("--mocked", "--call-unmocked");
    };
  }
}
