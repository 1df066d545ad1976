package dev.clew.languagesih.definition;

/// An item of `references.apis`: `name` is what stages call the catalog's definition.
public record ApiReference(String name, ApiUse definition) {}
