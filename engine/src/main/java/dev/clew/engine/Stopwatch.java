package dev.clew.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Durations from the start of a run: by a monotonic clock, or from a recording.
@FunctionalInterface
public interface Stopwatch {
  /// Since the start of the run.
  Duration elapsed();

  /// One that starts now.
  ///
  /// @param nanos a monotonic clock, as `System.nanoTime()`
  static Stopwatch started(LongSupplier nanos) {
    long start = nanos.getAsLong();
    return () -> Duration.ofNanos(nanos.getAsLong() - start);
  }
}
