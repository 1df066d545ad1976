package dev.clew.plan.stage;

import dev.clew.plan.expression.Expression;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a stage is tried again, and how long it waits before. A call without an answer is always
/// tried again.
///
/// @param statuses with which a call is tried again
/// @param maxRetries how many tries may follow the first
/// @param delay before the second try
/// @param backoff how the delay grows
/// @param maxDelay the longest delay that a backoff or an answer's `Retry-After` gives
/// @param jitter whether each delay is drawn between half of it and the whole
/// @param retryAfter whether an answer's `Retry-After` (RFC 9110 §10.2.3) takes the delay's place
/// @param onException is shown when the tries are used up without an answer; null for none
public record Retry(
    List<Integer> statuses,
    int maxRetries,
    Duration delay,
    Backoff backoff,
    Duration maxDelay,
    boolean jitter,
    boolean retryAfter,
    @Nullable Expression onException) {
  public enum Backoff {
    FIXED,
    LINEAR,
    EXPONENTIAL
  }

  public Retry {
    statuses = List.copyOf(statuses);
  }

  /// Before jitter and `Retry-After`.
  ///
  /// @param retry which one, from 1
  public Duration delayBefore(int retry) {
    long factor =
        switch (backoff) {
          case FIXED -> 1;
          case LINEAR -> retry;
          case EXPONENTIAL -> 1L << Math.min(retry - 1, 40);
        };
    Duration grown =
        delay.isZero() || factor > maxDelay.toNanos() / Math.max(1, delay.toNanos()) + 1
            ? (delay.isZero() ? delay : maxDelay)
            : delay.multipliedBy(factor);
    boolean limited = backoff != Backoff.FIXED && grown.compareTo(maxDelay) > 0;
    return limited ? maxDelay : grown;
  }
}
