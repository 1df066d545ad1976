package dev.clew.core.run;

import dev.clew.core.event.Timestamp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The one zero of an attempt's times: the moment from which its duration counts.
///
/// @param begunAt when it was asked for; when no row says that, or the clock went back after it,
///   when it started
/// @param startedAt when it started, from which its producer measures (`elapsed_ms`)
public record RunClock(@Nullable Timestamp begunAt, @Nullable Timestamp startedAt) {

  /// How long after the zero something began; null when nothing says so, or when the clock went
  /// backwards between them.
  ///
  /// @param elapsed since the start, as its producer measured it; null when it did not
  /// @param at the reading of the clock
  public @Nullable Duration since(@Nullable Duration elapsed, Timestamp at) {
    Timestamp zero = begunAt;
    Timestamp start = startedAt;
    if (elapsed == null || zero == null || start == null) {
      return AttemptFold.elapsed(elapsed, zero, at);
    }
    Duration before = Duration.between(zero.instant(), start.instant());
    return before.isNegative() ? elapsed : before.plus(elapsed);
  }
}
