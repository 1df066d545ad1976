package dev.clew.cli.run;

import java.util.List;

/// Which stages are answered by their `mock`.
public enum Mocks {
  /// None.
  OFF(List.of()),
  /// Every one: a stage without a `mock` is a mistake, and nothing is sent.
  EVERYWHERE(List.of("--mocked")),
  /// Those that have one; the others are called.
  WHERE_WRITTEN(List.of("--mocked", "--call-unmocked"));

  private final List<String> words;

  Mocks(List<String> words) {
    this.words = words;
  }

  public boolean areUsed() {
    return this != OFF;
  }

  /// Of the command line.
  List<String> words() {
    return words;
  }
}
