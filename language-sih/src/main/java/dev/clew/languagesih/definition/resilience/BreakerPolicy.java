package dev.clew.languagesih.definition.resilience;

import org.jspecify.annotations.Nullable;

/// What `resilience.circuitBreakers` or a stage's own `circuitBreaker` says; null for what it does
/// not say.
public record BreakerPolicy(
    @Nullable Integer failureThreshold,
    @Nullable Integer breakMs,
    @Nullable Integer closeOnSuccessAttempts) {
  public static final BreakerPolicy NONE = new BreakerPolicy(null, null, null);

  /// This, with what it does not say taken from another.
  public BreakerPolicy over(BreakerPolicy other) {
    return new BreakerPolicy(
        failureThreshold == null ? other.failureThreshold : failureThreshold,
        breakMs == null ? other.breakMs : breakMs,
        closeOnSuccessAttempts == null ? other.closeOnSuccessAttempts : closeOnSuccessAttempts);
  }
}
