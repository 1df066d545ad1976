package dev.clew.diff.part;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a [SnapshotPart] of a run is, in the order in which causes come before their effects. The
/// name on the wire is what paths of facts begin with.
public enum Topic {
  INPUTS,
  /// One part for each file that says what should happen.
  DEFINITION,
  CONFIGURATION,
  ENVIRONMENT,
  SECRETS,
  STAGES,
  ARTIFACTS,
  LOGS,
  WINDOWS,
  /// How the run ended and what it gave.
  RUN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it is settled before the first stage starts.
  public boolean isBeforeStages() {
    return compareTo(STAGES) < 0;
  }

  /// Null when it is none of ours.
  public static @Nullable Topic of(String wire) {
    for (Topic topic : values()) {
      if (topic.wire().equals(wire)) {
        return topic;
      }
    }
    return null;
  }
}
