package dev.clew.plan.stage;

import dev.clew.core.source.Place;

/// Where the run goes on: at a stage, or at the end of the workflow.
///
/// @param target the name of a stage as it is written, or [#END]
public record Jump(String target, Place place) {
  /// The target that ends the stages; compared ignoring case.
  public static final String END = "endStage";

  public boolean toEnd() {
    return target.equalsIgnoreCase(END);
  }
}
