package dev.clew.plan.scope;

/// The randomness of the stage that is executing: the same again for the same seed, path and try.
@FunctionalInterface
public interface Draws {
  /// The next bytes.
  ///
  /// @param count at most 32
  byte[] next(int count);
}
