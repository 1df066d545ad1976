package dev.clew.diff.part;

import dev.clew.core.event.Millis;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a part of a run's time went, as far as a comparison needs it.
///
/// @param name `queue`, `boot`, `active`, `save`
/// @param status `closed`, `open`, `missing`
/// @param duration null when it is not known
public record WindowSpan(String name, String status, @Nullable Duration duration) {
  /// `window.moved_ms`: a window has moved when its length differs by at least this …
  public static final Duration MOVED_BY = Duration.ofSeconds(5);

  /// … and the longer is at least this many times the shorter (`window.moved_factor`). Runs of one
  /// job are never equally long.
  public static final double MOVED_FACTOR = 1.5;

  public static boolean moved(Duration one, Duration other) {
    boolean rising = one.compareTo(other) <= 0;
    Duration shorter = rising ? one : other;
    Duration longer = rising ? other : one;
    return longer.minus(shorter).compareTo(MOVED_BY) >= 0
        && Millis.seconds(longer) >= Millis.seconds(shorter) * MOVED_FACTOR;
  }
}
