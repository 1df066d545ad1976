package dev.clew.workflow.definition;

import dev.clew.workflow.source.Place;

/// The name of a stage, and where it is written.
public record StageUse(String name, Place place) {}
