package dev.clew.engine.context;

import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All that only time decides: readings of clocks, how long a wait took, what still began when the
/// run was already ending. Live it is as it comes, which is what the methods with a body do; when a
/// recording is played back, as it came then. Thread-safe.
public interface Timekeeper {

  /// For which row something is asked.
  ///
  /// @param path null for the run
  /// @param tryNumber 0 before the first try
  record Moment(@Nullable StagePath path, int tryNumber, Kind kind) {}

  /// @param waited measured
  /// @param cancelled whether the run's end cut it short
  record Paused(Duration waited, boolean cancelled) {}

  /// The time of day, for the templates of a try.
  Instant clock(Moment moment);

  /// The zone of local times.
  ZoneId zone();

  /// Since the start of the run, in whole microseconds.
  Duration elapsed(Moment moment);

  /// Waits, and comes back early when the run is to end.
  Paused pause(Moment moment, Duration wanted, CancelSignal cancel);

  /// Whether a stage, or an item of a loop, is begun.
  ///
  /// @param wanted whether nothing speaks against it at this moment
  default boolean begins(StagePath path, boolean wanted) {
    return wanted;
  }

  /// Whether a row is written that only the first of several threads writes.
  ///
  /// @param first whether this thread is the first
  default boolean writes(Moment moment, boolean first) {
    return first;
  }

  /// Whether the run that is ending was cancelled.
  default boolean isCancelled(CancelSignal cancel) {
    return cancel.isGiven();
  }

  /// Whether the clock of the machine ends a run at its limit; a recording says itself where it
  /// did.
  default boolean endsAtLimit() {
    return true;
  }

  /// Whether the run that is ending was ended by its time limit.
  default boolean isOverrun(CancelSignal cancel) {
    return cancel.isOverrun();
  }

  /// How many stages may be under way at once where the workflow allows so many.
  default int workers(int allowed) {
    return allowed;
  }

  /// The calling thread goes on as so many: it no longer appends events itself, and they do. Zero
  /// when it just ends.
  default void handOver(int threads) {}

  /// By the clocks of the machine.
  ///
  /// @param nanos a monotonic clock, as `System.nanoTime()`
  static Timekeeper live(LongSupplier nanos, InstantSource clock) {
    return new LiveTimekeeper(nanos, clock);
  }
}
