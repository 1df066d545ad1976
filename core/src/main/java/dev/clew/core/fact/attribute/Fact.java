package dev.clew.core.fact.attribute;

/// What an event says, in the words of its kind: a view of the attributes, so that nothing is lost
/// and nothing is read that nobody asks for. Immutable.
public interface Fact extends Attributed {
  FactType factType();
}
