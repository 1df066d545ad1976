package dev.clew.plan.stage;

import dev.clew.core.source.Place;

/// Where the run goes on: at a stage, or at the end of the workflow.
///
/// @param target the name of the stage, or the word for the end, as it is written
/// @param toEnd whether the stages end there
public record Jump(String target, boolean toEnd, Place place) {}
