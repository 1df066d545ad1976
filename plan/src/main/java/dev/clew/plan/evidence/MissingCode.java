package dev.clew.plan.evidence;

import java.util.Locale;

/// Why there is no value.
public enum MissingCode {
  INPUT_NOT_SUPPLIED,
  ENVIRONMENT_NOT_SET,
  STAGE_NOT_RUN,
  STAGE_SKIPPED,
  OUTPUT_MISSING,
  NO_RESPONSE,
  HEADER_MISSING,
  BODY_MISSING,
  BODY_NOT_JSON,
  PATH_MISSING,
  GLOBAL_NOT_SET,
  CONTEXT_NOT_SET,
  VARIABLE_UNKNOWN,

  /// A derived value that needs itself.
  VARIABLE_CYCLE,

  /// Derived values over a limit.
  VARIABLE_LIMIT,
  NO_WORKFLOW_RESULT,

  /// Text that should be JSON and is not.
  NOT_JSON,

  /// An argument of a drawn value that is not what it must be.
  INVALID_ARGUMENT,

  /// A moment before the year 1 or behind 9999.
  OUT_OF_RANGE,

  /// The value exists but would make another request of the target: empty, `.` or `..` as a path
  /// segment, or a line break in a header.
  UNSAFE_VALUE;

  /// Whether it is a path that leads to nothing, and not a name that there is not.
  public boolean isOfPath() {
    return this == PATH_MISSING || this == BODY_NOT_JSON || this == BODY_MISSING;
  }

  private final String wire = name().toLowerCase(Locale.ROOT);

  /// As it is in events: `snake_case`.
  public String wire() {
    return wire;
  }
}
