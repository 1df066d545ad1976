package dev.clew.languagesih.definition;

import dev.clew.core.source.Place;

/// A name of an API or of a definition, and where it is written.
public record ApiUse(String name, Place place) {}
