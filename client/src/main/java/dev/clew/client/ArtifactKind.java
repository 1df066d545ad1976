package dev.clew.client;

import java.util.Locale;

/// What an artifact is for.
public enum ArtifactKind {
  INPUT,
  CONFIG,
  /// Made by one stage for another.
  INTERMEDIATE,
  VALIDATION,
  REPORT,
  LOG,
  /// What the run is for.
  FINAL;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
