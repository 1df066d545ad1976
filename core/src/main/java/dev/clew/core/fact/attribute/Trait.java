package dev.clew.core.fact.attribute;

import org.jspecify.annotations.Nullable;

/// What an attribute is to those who compare and repeat runs. One without a trait is compared, and
/// a fact of an attempt without one counts as its configuration.
public enum Trait {
  /// Two runs are not compared by it: it is about this one go, or about how it is recorded, or it
  /// is compared elsewhere.
  NOT_COMPARED("not compared"),

  /// It is about the machine or the life of the producer: a difference explains nothing by itself.
  OF_PRODUCER("the producer's own"),

  /// An engine that plays an attempt again says it itself; all others are taken from the recording.
  OF_ENGINE("the engine's own");

  private final String shown;

  Trait(String shown) {
    this.shown = shown;
  }

  /// @param attribute null for one that clew does not know, which has no trait
  public boolean isOf(@Nullable Attribute<?> attribute) {
    return attribute != null && attribute.is(this);
  }

  /// As the documentation names it.
  public String shown() {
    return shown;
  }
}
