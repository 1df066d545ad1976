package dev.clew.core.timing;

import dev.clew.core.event.Millis;
import java.time.Duration;

/// A duration as people read it, in the one or two units that say enough.
public final class DurationText {
  private DurationText() {}

  /// `0.4 ms`, `12 ms`, `3.2 s`, `13m33s`, `2h05m`.
  public static String of(Duration duration) {
    double millis = Millis.seconds(duration) * 1e3;
    if (millis < 9.95) {
      return tenths(millis) + " ms";
    }
    if (millis < 999.5) {
      return Math.round(millis) + " ms";
    }
    if (millis < 59_950) {
      return tenths(millis / 1000) + " s";
    }
    long seconds = Math.round(millis / 1000);
    if (seconds < 3600) {
      return seconds / 60 + "m" + two(seconds % 60) + "s";
    }
    return seconds / 3600 + "h" + two(seconds % 3600 / 60) + "m";
  }

  private static String tenths(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }

  private static String two(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }
}
