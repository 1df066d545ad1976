package dev.clew.core.fact.attribute;

/// A value of an attribute that has attributes of its own. Immutable.
public interface Part extends Attributed {}
