package dev.clew.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Durations by a monotonic clock, from the start of the run.
final class Timeline {
  private final LongSupplier nanos;
  private final long start;

  /// @param nanos as `System.nanoTime()`
  Timeline(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /// Since the start of the run.
  Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }
}
