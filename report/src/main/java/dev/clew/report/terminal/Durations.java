package dev.clew.report.terminal;

import dev.clew.core.Refusal;
import java.time.Duration;
import java.util.Map;

/// Durations as people write them: `90`, `90s`, `1.5h`, `1h30m`, `500ms`.
public final class Durations {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Map<String, Double> UNITS =
      Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86_400.0, "", 1.0);

  private Durations() {}

  /// @param option what it was given to, for the message
  public static Duration parse(String text, String option) {
    double seconds = 0;
    int at = 0;
    boolean read = false;
    while (at < text.length()) {
      int digits = at;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      int unit = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      Double factor = UNITS.get(text.substring(unit, at));
      boolean alone = unit < at || (digits == 0 && at == text.length());
      if (digits == unit || factor == null || !alone) {
        throw wrong(text, option);
      }
      try {
        seconds += Double.parseDouble(text.substring(digits, unit)) * factor;
      } catch (NumberFormatException e) {
        throw wrong(text, option);
      }
      read = true;
    }
    if (!read || !(seconds >= 0.001) || seconds > LONGEST.toSeconds()) {
      throw wrong(text, option);
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /// The shortest of one unit that says it to the millisecond, and that [#parse] reads as the same:
  /// `60s`, `5m`, `1500ms`. One minute is said in seconds and one day in hours, as people do.
  ///
  /// @param duration one that was parsed
  public static String written(Duration duration) {
    long millis = duration.toMillis();
    for (Unit unit : Unit.values()) {
      if (millis % unit.millis == 0 && millis / unit.millis >= unit.least) {
        return millis / unit.millis + unit.suffix;
      }
    }
    return millis + "ms";
  }

  /// The longest first.
  private enum Unit {
    DAYS("d", 86_400_000, 2),
    HOURS("h", 3_600_000, 1),
    MINUTES("m", 60_000, 2),
    SECONDS("s", 1_000, 1);

    private final String suffix;
    private final long millis;

    /// Of fewer, the next unit says it.
    private final long least;

    Unit(String suffix, long millis, long least) {
      this.suffix = suffix;
      this.millis = millis;
      this.least = least;
    }
  }

  private static Refusal wrong(String text, String option) {
    return Refusal.invalid(
        option
            + " takes a duration such as 90s, 15m or 1h30m, from 1ms to 365d: '"
            + text
            + "' is none");
  }
}
