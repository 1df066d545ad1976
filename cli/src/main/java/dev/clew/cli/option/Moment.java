package dev.clew.cli.option;

import dev.clew.core.Refusal;
import dev.clew.core.event.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A moment as a user says it: an instant, a date (its begin in UTC), a time of today where the
/// user is, or how long ago.
public final class Moment {
  private Moment() {}

  /// @param option whose value it is, for the message of a mistake
  /// @param now with the zone of the user
  /// @throws Refusal when it is none
  public static Instant parse(String option, String text, ZonedDateTime now) {
    Instant moment = ago(option, text, now.toInstant());
    moment = moment == null ? today(text, now) : moment;
    moment = moment == null ? instant(text) : moment;
    if (moment == null) {
      throw Refusal.invalid(
          option
              + " takes 2026-04-23T03:00:00Z, 2026-04-23, 03:00 (today, local time), or 90m, 12h,"
              + " 7d ago; not '"
              + text
              + "'");
    }
    return moment;
  }

  private static @Nullable Instant ago(String option, String text, Instant now) {
    if (text.length() < 2 || "smhd".indexOf(text.charAt(text.length() - 1)) < 0) {
      return null;
    }
    try {
      long amount = Long.parseLong(text.substring(0, text.length() - 1));
      return now.minus(
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          });
    } catch (NumberFormatException e) {
      return null;
    } catch (DateTimeException | ArithmeticException e) {
      throw Refusal.invalid(option + " " + text + " is longer ago than time goes back");
    }
  }

  private static @Nullable Instant today(String text, ZonedDateTime now) {
    try {
      return now.with(LocalTime.parse(text)).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant instant(String text) {
    for (String completed : List.of(text, text + "T00:00:00Z", text.replace("Z", ":00Z"))) {
      try {
        return Timestamp.parse(completed).instant();
      } catch (IllegalArgumentException e) {
        // The next reading.
      }
    }
    return null;
  }
}
