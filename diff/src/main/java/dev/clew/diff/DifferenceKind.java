package dev.clew.diff;

import java.util.Locale;

/// What kind of thing differs, in the order in which a cause comes before its effect where the
/// ledger gives no order.
public enum DifferenceKind {
  INPUTS_CHANGED("inputs"),
  DEFINITION_CHANGED("definition"),
  CONFIGURATION_CHANGED("configuration"),
  ENVIRONMENT_CHANGED("environment"),
  SECRET_CHANGED("secret"),
  STAGE_REMOVED("stage gone"),
  STAGE_ADDED("stage added"),
  STAGES_REORDERED("order of stages"),
  /// A decision went the other way.
  DECISION_CHANGED("decision"),
  /// Another method, host or path was called.
  ENDPOINT_CHANGED("called API"),
  REQUEST_CHANGED("request"),
  CALL_REMOVED("call gone"),
  CALL_ADDED("call added"),
  RESPONSE_STATUS_CHANGED("response status"),
  RESPONSE_STRUCTURE_CHANGED("response structure"),
  RESPONSE_VALUE_CHANGED("response value"),
  RESPONSE_HEADER_CHANGED("response header"),
  TRIES_CHANGED("tries"),
  /// It ran, and is skipped now.
  STAGE_SKIPPED("stage skipped"),
  OUTCOME_CHANGED("outcome"),
  OUTPUTS_CHANGED("outputs"),
  ARTIFACT_CHANGED("artifact"),
  ARTIFACT_REMOVED("artifact gone"),
  ARTIFACT_ADDED("artifact added"),
  LOG_REMOVED("log line gone"),
  LOG_ADDED("log line added"),
  WINDOW_CHANGED("timing window"),
  RUN_STATUS_CHANGED("status of the run"),
  RUN_OUTPUT_CHANGED("output of the run");

  private final String words;

  DifferenceKind(String words) {
    this.words = words;
  }

  /// The name on the wire.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The name for people.
  public String words() {
    return words;
  }

  /// Whether the facts of this kind may be values that differ between any two runs.
  boolean mayBeVolatile() {
    return switch (this) {
      case CONFIGURATION_CHANGED,
          ENVIRONMENT_CHANGED,
          ENDPOINT_CHANGED,
          REQUEST_CHANGED,
          RESPONSE_STRUCTURE_CHANGED,
          RESPONSE_VALUE_CHANGED,
          RESPONSE_HEADER_CHANGED,
          OUTCOME_CHANGED,
          OUTPUTS_CHANGED,
          LOG_ADDED,
          LOG_REMOVED,
          ARTIFACT_CHANGED,
          RUN_OUTPUT_CHANGED ->
          true;
      case INPUTS_CHANGED,
          DEFINITION_CHANGED,
          SECRET_CHANGED,
          STAGE_REMOVED,
          STAGE_ADDED,
          STAGES_REORDERED,
          DECISION_CHANGED,
          CALL_REMOVED,
          CALL_ADDED,
          RESPONSE_STATUS_CHANGED,
          TRIES_CHANGED,
          STAGE_SKIPPED,
          ARTIFACT_REMOVED,
          ARTIFACT_ADDED,
          WINDOW_CHANGED,
          RUN_STATUS_CHANGED ->
          false;
    };
  }

  /// Whether it says how something ended, which is what a person wants to know of consequences.
  public boolean isOutcome() {
    return switch (this) {
      case STAGE_REMOVED, STAGE_ADDED, STAGE_SKIPPED, OUTCOME_CHANGED, RUN_STATUS_CHANGED -> true;
      default -> false;
    };
  }

  /// Whether its values come into the run here and may be met again further on.
  boolean isSource() {
    return switch (this) {
      case INPUTS_CHANGED,
          ENVIRONMENT_CHANGED,
          CONFIGURATION_CHANGED,
          REQUEST_CHANGED,
          RESPONSE_VALUE_CHANGED,
          RESPONSE_HEADER_CHANGED,
          OUTPUTS_CHANGED ->
          true;
      default -> false;
    };
  }
}
