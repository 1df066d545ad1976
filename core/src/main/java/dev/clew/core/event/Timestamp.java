package dev.clew.core.event;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An instant in UTC with the number of sub-second digits that it was received with, so that it is
/// written back as it came: `13:09:44.380Z` does not become `13:09:44.38Z`. Text form: RFC 3339
/// §5.6 with `Z`.
///
/// Parsing and printing are by hand, because a `DateTimeFormatter` costs a short command more
/// start-up time than the rest of its timestamps together.
///
/// @param instant within the years 0000 to 9999, which is what RFC 3339 can write
/// @param digits 0 to 9
public record Timestamp(Instant instant, int digits) implements Comparable<Timestamp> {
  private static final long FIRST_SECOND = -62_167_219_200L;
  private static final long LAST_SECOND = 253_402_300_799L;

  public Timestamp {
    if (instant.getEpochSecond() < FIRST_SECOND || instant.getEpochSecond() > LAST_SECOND) {
      throw new IllegalArgumentException("not within the years 0000 to 9999: " + instant);
    }
    if (digits < 0 || digits > 9) {
      throw new IllegalArgumentException("sub-second digits: " + digits);
    }
  }

  /// With microseconds, which is what the clocks of the machines that we run on give. An instant of
  /// which there is no text is the nearest of which there is one.
  public static Timestamp of(Instant instant) {
    Instant within = within(instant);
    long micros = within.getNano() / 1_000;
    return new Timestamp(Instant.ofEpochSecond(within.getEpochSecond(), micros * 1_000), 6);
  }

  /// That much later, but not beyond the years that can be written.
  public Timestamp plus(Duration later) {
    return new Timestamp(within(instant.plus(later)), digits);
  }

  private static Instant within(Instant instant) {
    long seconds = instant.getEpochSecond();
    return seconds < FIRST_SECOND
        ? Instant.ofEpochSecond(FIRST_SECOND)
        : seconds > LAST_SECOND ? Instant.ofEpochSecond(LAST_SECOND, 999_999_999) : instant;
  }

  /// An offset other than `Z` is turned into UTC, a leap second (`:60`) is the second before it,
  /// and digits after the ninth are dropped.
  ///
  /// @throws IllegalArgumentException when the text is not an RFC 3339 date-time
  public static Timestamp parse(String text) {
    try {
      int fraction = 19;
      LocalDateTime seconds =
          LocalDateTime.of(
              digits(text, 0, 4),
              digits(text, 5, 7),
              digits(text, 8, 10),
              digits(text, 11, 13),
              digits(text, 14, 16),
              second(digits(text, 17, 19)));
      expect(text, 4, '-');
      expect(text, 7, '-');
      expect(text, 13, ':');
      expect(text, 16, ':');
      char separator = text.charAt(10);
      if (separator != 'T' && separator != 't' && separator != ' ') {
        throw new IllegalArgumentException(text);
      }
      int at = fraction;
      int nanos = 0;
      int digits = 0;
      if (text.charAt(at) == '.') {
        at++;
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
          at++;
        }
        if (at == from) {
          throw new IllegalArgumentException(text);
        }
        digits = Math.min(9, at - from);
        nanos = digits(text, from, from + digits);
        for (int place = digits; place < 9; place++) {
          nanos *= 10;
        }
      }
      long offset = offsetSeconds(text, at);
      return new Timestamp(
          Instant.ofEpochSecond(seconds.toEpochSecond(ZoneOffset.UTC) - offset, nanos), digits);
    } catch (IndexOutOfBoundsException | DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not an RFC 3339 date-time: " + text, e);
    }
  }

  private static int second(int second) {
    return second == 60 ? 59 : second;
  }

  private static long offsetSeconds(String text, int at) {
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      if (text.length() != at + 1) {
        throw new IllegalArgumentException(text);
      }
      return 0;
    }
    expect(text, at + 3, ':');
    if ((sign != '+' && sign != '-') || text.length() != at + 6) {
      throw new IllegalArgumentException(text);
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if (hours > 23 || minutes > 59) {
      throw new IllegalArgumentException(text);
    }
    long seconds = hours * 3600L + minutes * 60L;
    return sign == '-' ? -seconds : seconds;
  }

  private static void expect(String text, int at, char wanted) {
    if (text.charAt(at) != wanted) {
      throw new IllegalArgumentException(text);
    }
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int at = from; at < to; at++) {
      if (!isDigit(text.charAt(at))) {
        throw new IllegalArgumentException(text);
      }
      value = value * 10 + (text.charAt(at) - '0');
    }
    return value;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  @Override
  public int compareTo(Timestamp other) {
    return instant.compareTo(other.instant);
  }

  @Override
  public String toString() {
    long epochSecond = instant.getEpochSecond();
    int nanos = instant.getNano();
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, nanos, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(30);
    pad(out, time.getYear(), 4).append('-');
    pad(out, time.getMonthValue(), 2).append('-');
    pad(out, time.getDayOfMonth(), 2).append('T');
    pad(out, time.getHour(), 2).append(':');
    pad(out, time.getMinute(), 2).append(':');
    pad(out, time.getSecond(), 2);
    if (digits > 0) {
      int from = out.append('.').length();
      pad(out, nanos, 9).setLength(from + digits);
    }
    return out.append('Z').toString();
  }

  private static StringBuilder pad(StringBuilder out, int value, int width) {
    String digits = Integer.toString(value);
    return out.repeat('0', width - digits.length()).append(digits);
  }
}
