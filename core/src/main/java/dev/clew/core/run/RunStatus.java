package dev.clew.core.run;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a run stands.
public enum RunStatus {
  CREATED(false),
  QUEUED(false),
  RUNNING(false),
  SUCCEEDED(true),
  /// It went through, and a stage of it failed in a way that the workflow tolerates.
  COMPLETED_WITH_FAILURES(true),
  FAILED(true),
  CANCELLED(true),
  /// Its lease ran out: an inference, superseded by a real terminal event and by a sign of life.
  LOST(false),
  /// Its ledger has no terminal row and no writer.
  INTERRUPTED(false);

  private final boolean terminal;

  RunStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /// Whether a terminal event stands behind it.
  public boolean terminal() {
    return terminal;
  }

  /// Whether it went through to its end.
  public boolean completed() {
    return this == SUCCEEDED || this == COMPLETED_WITH_FAILURES;
  }

  /// Whether somebody should look.
  public boolean unsuccessful() {
    return this == COMPLETED_WITH_FAILURES
        || this == FAILED
        || this == CANCELLED
        || this == LOST
        || this == INTERRUPTED;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null when it is none of ours.
  public static @Nullable RunStatus of(String wire) {
    for (RunStatus status : values()) {
      if (status.wire().equals(wire)) {
        return status;
      }
    }
    return null;
  }
}
