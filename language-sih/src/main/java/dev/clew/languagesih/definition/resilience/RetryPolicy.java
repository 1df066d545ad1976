package dev.clew.languagesih.definition.resilience;

import dev.clew.plan.stage.Retry;
import org.jspecify.annotations.Nullable;

/// What `resilience.retries` or a stage's own `retry` says about waiting; null for what it does not
/// say.
public record RetryPolicy(
    @Nullable Integer maxRetries,
    @Nullable Integer delayMs,
    Retry.@Nullable Backoff backoff,
    @Nullable Integer maxDelayMs,
    @Nullable Boolean jitter,
    @Nullable Boolean retryAfter) {
  static final RetryPolicy NONE = new RetryPolicy(null, null, null, null, null, null);

  /// This, with what it does not say taken from another.
  public RetryPolicy over(RetryPolicy other) {
    return new RetryPolicy(
        maxRetries == null ? other.maxRetries : maxRetries,
        delayMs == null ? other.delayMs : delayMs,
        backoff == null ? other.backoff : backoff,
        maxDelayMs == null ? other.maxDelayMs : maxDelayMs,
        jitter == null ? other.jitter : jitter,
        retryAfter == null ? other.retryAfter : retryAfter);
  }
}
