package dev.clew.core.timing;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An end that lies before its start.
///
/// @param by how far, positive: for [Why#CLOCK_WENT_BACK] and [Why#CLOCKS_DIFFER] a lower bound
public record Backwards(Duration by, Why why) {
  public enum Why {
    /// One producer counted the start first, and its clock said less when it came to the end.
    CLOCK_WENT_BACK,
    /// The two were read from two clocks, or one of them is a time that somebody said.
    CLOCKS_DIFFER,
    /// One producer read both from a clock that went on, the end first.
    OUT_OF_ORDER;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Null when the end does not lie before the start.
  static @Nullable Backwards between(Boundary start, Boundary end) {
    Duration distance = Duration.between(start.at().instant(), end.at().instant());
    if (!distance.isNegative()) {
      return null;
    }
    Reading began = start.reading();
    Reading ended = end.reading();
    if (began == null || ended == null || !Reading.areOfOneClock(began, ended)) {
      return new Backwards(distance.negated(), Why.CLOCKS_DIFFER);
    }
    boolean wentBack = began.seq() < ended.seq();
    return new Backwards(distance.negated(), wentBack ? Why.CLOCK_WENT_BACK : Why.OUT_OF_ORDER);
  }
}
