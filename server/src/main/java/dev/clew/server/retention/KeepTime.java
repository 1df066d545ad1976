package dev.clew.server.retention;

import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// For how long something is kept: `400d`, `36h`.
///
/// @param written as it was asked for
record KeepTime(String written, Duration duration) {
  /// More than a hundred years in days, and more than ten in hours.
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,4})([dh])");

  /// @throws Refusal when it is none
  static KeepTime parse(String text, String rule) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw Refusal.invalid("retain " + rule + ": a time is in days or hours, such as 400d or 36h");
    }
    long number = Long.parseLong(matcher.group(1));
    boolean isDays = matcher.group(2).equals("d");
    return new KeepTime(text, isDays ? Duration.ofDays(number) : Duration.ofHours(number));
  }

  /// @param receivedAt of the newest row
  boolean isOver(Timestamp receivedAt, Instant now) {
    return receivedAt.instant().plus(duration).isBefore(now);
  }
}
