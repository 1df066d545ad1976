package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;

/// The name of a stage, and where it is written.
public record StageUse(String name, Place place) {}
