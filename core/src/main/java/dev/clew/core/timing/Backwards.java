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
    /// The command said a time of its own that lies before the other: on one machine there is one
    /// clock, so it said another time than it had.
    SAID_BEFORE,
    /// One producer read both from a clock that went on, the end first.
    OUT_OF_ORDER;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Null when the end does not lie before the start.
  static @Nullable Backwards between(Boundary start, Boundary end) {
    Duration distance = Duration.between(start.at().instant(), end.at().instant());
    if (!distance.isNegative() || isTooFine(distance.negated(), start, end)) {
      return null;
    }
    Reading began = start.reading();
    Reading ended = end.reading();
    if (began == null || ended == null) {
      return new Backwards(distance.negated(), Why.SAID_BEFORE);
    }
    if (!Reading.areOfOneClock(began, ended)) {
      return new Backwards(distance.negated(), Why.CLOCKS_DIFFER);
    }
    boolean wentBack = began.seq() < ended.seq();
    return new Backwards(distance.negated(), wentBack ? Why.CLOCK_WENT_BACK : Why.OUT_OF_ORDER);
  }

  /// A time that was said in whole seconds is not known more exactly than that.
  private static boolean isTooFine(Duration by, Boundary start, Boundary end) {
    int digits = Math.min(start.at().digits(), end.at().digits());
    return by.compareTo(Duration.ofNanos((long) Math.pow(10, 9 - digits))) < 0;
  }
}
