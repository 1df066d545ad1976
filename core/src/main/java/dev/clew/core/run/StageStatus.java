package dev.clew.core.run;

import java.util.Locale;

/// Where a stage stands.
public enum StageStatus {
  RUNNING,
  SUCCEEDED,
  /// It failed, and the workflow says that the run goes on.
  TOLERATED,
  FAILED,
  SKIPPED,
  NOT_REACHED,
  CANCELLED,
  /// It started and nothing says how it ended, and nobody is left who could.
  UNCLOSED;

  public boolean unsuccessful() {
    return this == TOLERATED || this == FAILED || this == CANCELLED || this == UNCLOSED;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
