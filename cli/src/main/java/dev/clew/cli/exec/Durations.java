package dev.clew.cli.exec;

import dev.clew.cli.CliException;
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

  private static CliException wrong(String text, String option) {
    return CliException.usage(
        option
            + " takes a duration such as 90s, 15m or 1h30m, from 1ms to 365d: '"
            + text
            + "' is none");
  }
}
