package dev.clew.core.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds of events that clew knows (DESIGN §4, `docs/events.md`). The vocabulary is open: an
/// event may have any kind in snake_case, and one that is not listed here is kept and shown. Some
/// have other names too, which other producers use for the same fact.
public enum Kind {
  RUN_CREATED(Group.BOUNDARY),
  RUN_QUEUED(Group.BOUNDARY),
  RUN_CLAIMED(Group.BOUNDARY, "worker", "worker_started"),
  LEASE_GRANTED(Group.BOUNDARY),
  RUN_STARTED(Group.BOUNDARY),
  HEARTBEAT(Group.BOUNDARY),
  RUN_FINISHED(Group.BOUNDARY),
  RUN_CANCELLED(Group.BOUNDARY),
  RUN_LOST(Group.BOUNDARY),
  CONFIG_CAPTURED(Group.BOUNDARY),
  STAGE_PLANNED(Group.BOUNDARY),
  VALUES_INITIALISED(Group.BOUNDARY),
  PREFLIGHT_CHECKED(Group.BOUNDARY),
  WORKSPACE_READY(Group.BOUNDARY),
  WORKSPACE_SNAPSHOTTED(Group.BOUNDARY),
  REPLAY_BOUNDARY(Group.BOUNDARY),
  STDOUT_CHUNK(Group.LOG),
  OUTPUT_SUMMARISED(Group.LOG),
  STAGE_STARTED(Group.WORK, "stage_begin"),
  STAGE_COMPLETED(Group.WORK),
  STAGE_FAILED(Group.WORK),
  STAGE_SKIPPED(Group.WORK),
  STAGE_NOT_REACHED(Group.WORK),
  STAGE_RETRY_SCHEDULED(Group.WORK, "retry"),
  STAGE_CANCELLED(Group.WORK),
  STAGE_RESOLVED(Group.WORK),
  DECISION_EVALUATED(Group.DECISION),
  TOOL_CALL_STARTED(Group.WORK),
  TOOL_CALL_COMPLETED(Group.WORK, "tool"),
  TOOL_CALL_FAILED(Group.WORK),
  WAITING(Group.WORK),
  UPLOAD(Group.WORK),
  ARTIFACT_WRITTEN(Group.ARTIFACT, "artifact"),
  ARTIFACT_DECLARED(Group.ARTIFACT, "manifest_row"),
  ARTIFACT_CONSUMED(Group.ARTIFACT),
  ARTIFACT_UPLOADED(Group.ARTIFACT, "uploaded"),
  STATUS_PERSISTED(Group.BOUNDARY, "status_written"),
  ASSERTION_EVALUATED(Group.CHECK),
  VALIDATION_COMPLETED(Group.CHECK),
  BREAKER_CHANGED(Group.CHECK),
  REDACTION_LATE(Group.CHECK),
  LOG(Group.LOG),
  ERROR(Group.LOG),
  EFFECT(Group.EFFECT);

  /// What windows and dossiers go by, so that a user's own kind only has to be mapped to a group.
  public enum Group {
    BOUNDARY,
    WORK,
    ARTIFACT,
    DECISION,
    CHECK,
    LOG,
    EFFECT;

    /// Null for a word that is no group.
    public static @Nullable Group of(String wire) {
      for (Group group : values()) {
        if (group.name().toLowerCase(Locale.ROOT).equals(wire)) {
          return group;
        }
      }
      return null;
    }
  }

  private static final Map<String, Kind> BY_NAME = new HashMap<>();

  static {
    for (Kind kind : values()) {
      BY_NAME.put(kind.wire, kind);
      for (String name : kind.otherNames) {
        BY_NAME.put(name, kind);
      }
    }
  }

  private final String wire;
  private final Group group;

  @SuppressWarnings("ImmutableEnumChecker") // it is a copy
  private final List<String> otherNames;

  /// @param otherNames of the same fact
  Kind(Group group, String... otherNames) {
    this.wire = name().toLowerCase(Locale.ROOT);
    this.group = group;
    this.otherNames = List.of(otherNames);
  }

  /// The name on the wire, in snake_case.
  public String wire() {
    return wire;
  }

  public Group group() {
    return group;
  }

  /// By its name or by one of its other names; null for a kind that clew does not know.
  public static @Nullable Kind of(String wire) {
    return BY_NAME.get(wire);
  }

  /// The names that other producers use for the same fact.
  public List<String> otherNames() {
    return otherNames;
  }

  /// Whether that is its name or one of its other names.
  boolean isNamed(String name) {
    if (areEqual(wire, name)) {
      return true;
    }
    for (String other : otherNames) {
      if (areEqual(other, name)) {
        return true;
      }
    }
    return false;
  }

  /// By hash first, which a text remembers: an event is asked for many kinds.
  private static boolean areEqual(String one, String other) {
    return one.hashCode() == other.hashCode() && one.equals(other);
  }

  @Override
  public String toString() {
    return wire;
  }
}
