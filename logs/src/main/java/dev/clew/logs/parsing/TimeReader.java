package dev.clew.logs.parsing;

import dev.clew.core.event.Timestamp;
import dev.clew.logs.framing.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the time that a line begins with: ISO 8601 and its relatives (`2026-11-22 13:09:44,380`,
/// `2026/11/22 13:09:44`, with or without a zone), the access log's `22/Nov/2026:13:09:44 +0000`,
/// and, without a value since they have no date or no year, `13:09:44.380` and `Nov 22 13:09:44`.
/// One object reads many lines. Not thread-safe.
final class TimeReader {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int DATE = 10;
  private static final int CLOCK = 8;
  private static final int MAX_DIGITS = 9;

  private final ZoneId zone;
  private int at;
  private int nanos;
  private int digits;
  private @Nullable ZoneOffset offset;
  private @Nullable Timestamp time;

  /// @param zone of times that name none
  TimeReader(ZoneId zone) {
    this.zone = zone;
  }

  /// Whether a time begins there; `end` and `time` are then of it.
  boolean read(byte[] bytes, int from, int to) {
    time = null;
    if (to - from < CLOCK) {
      return false;
    }
    byte first = bytes[from];
    if (first >= 'A' && first <= 'Z') {
      return syslog(bytes, from, to);
    }
    if (!Bytes.isDigit(first)) {
      return false;
    }
    if (isClock(bytes, from, to)) {
      clock(bytes, from, to);
      return true;
    }
    int year = number(bytes, from, from + 4);
    if (year >= 0 && to - from >= DATE + 1 + CLOCK && isDate(bytes, from)) {
      return dateTime(
          bytes,
          from + DATE + 1,
          to,
          year,
          number(bytes, from + 5, from + 7),
          number(bytes, from + 8, from + 10));
    }
    return access(bytes, from, to);
  }

  /// The first place after the time.
  int end() {
    return at;
  }

  /// Null when the text has no date or no such date exists.
  @Nullable Timestamp time() {
    return time;
  }

  private static boolean isDate(byte[] bytes, int from) {
    byte separator = bytes[from + 4];
    byte middle = bytes[from + DATE];
    return (separator == '-' || separator == '/')
        && bytes[from + 7] == separator
        && (middle == 'T' || middle == ' ' || middle == '_' || middle == 't');
  }

  private boolean dateTime(byte[] bytes, int from, int to, int year, int month, int day) {
    if (!isClock(bytes, from, to)) {
      return false;
    }
    int hour = number(bytes, from, from + 2);
    int minute = number(bytes, from + 3, from + 5);
    int second = number(bytes, from + 6, from + 8);
    clock(bytes, from, to);
    zone(bytes, to);
    try {
      LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59));
      ZoneOffset at = offset == null ? zone.getRules().getOffset(local) : offset;
      time = new Timestamp(Instant.ofEpochSecond(local.toEpochSecond(at), nanos), digits);
    } catch (DateTimeException | IllegalArgumentException e) {
      time = null;
    }
    return true;
  }

  /// `22/Nov/2026:13:09:44 +0000`
  private boolean access(byte[] bytes, int from, int to) {
    if (to - from < DATE + 2 + CLOCK
        || bytes[from + 2] != '/'
        || bytes[from + 6] != '/'
        || bytes[from + 11] != ':') {
      return false;
    }
    int month = month(bytes, from + 3);
    int year = number(bytes, from + 7, from + 11);
    return month > 0
        && year >= 0
        && dateTime(bytes, from + 12, to, year, month, number(bytes, from, from + 2));
  }

  /// `Nov 22 13:09:44`: the year is not said, so the time is not known.
  private boolean syslog(byte[] bytes, int from, int to) {
    int clockFrom = from + 7;
    if (to - clockFrom < CLOCK
        || bytes[from + 3] != ' '
        || bytes[from + 6] != ' '
        || month(bytes, from) == 0
        || !isClock(bytes, clockFrom, to)) {
      return false;
    }
    clock(bytes, clockFrom, to);
    return true;
  }

  private static int month(byte[] bytes, int from) {
    for (int month = 0; month < 12; month++) {
      int name = 3 * month;
      if (bytes[from] == MONTHS.charAt(name)
          && bytes[from + 1] == MONTHS.charAt(name + 1)
          && bytes[from + 2] == MONTHS.charAt(name + 2)) {
        return month + 1;
      }
    }
    return 0;
  }

  private static boolean isClock(byte[] bytes, int from, int to) {
    return to - from >= CLOCK
        && bytes[from + 2] == ':'
        && bytes[from + 5] == ':'
        && number(bytes, from, from + 2) >= 0
        && number(bytes, from + 3, from + 5) >= 0
        && number(bytes, from + 6, from + 8) >= 0;
  }

  /// Goes past the clock and reads its fraction.
  private void clock(byte[] bytes, int from, int to) {
    at = from + CLOCK;
    nanos = 0;
    digits = 0;
    offset = null;
    boolean hasFraction =
        at + 1 < to && (bytes[at] == '.' || bytes[at] == ',') && Bytes.isDigit(bytes[at + 1]);
    if (!hasFraction) {
      return;
    }
    at++;
    while (at < to && Bytes.isDigit(bytes[at])) {
      if (digits < MAX_DIGITS) {
        nanos = 10 * nanos + bytes[at] - '0';
        digits++;
      }
      at++;
    }
    for (int place = digits; place < MAX_DIGITS; place++) {
      nanos *= 10;
    }
  }

  private void zone(byte[] bytes, int to) {
    if (at >= to) {
      return;
    }
    int from = bytes[at] == ' ' ? at + 1 : at;
    if (from == at && (bytes[at] == 'Z' || bytes[at] == 'z')) {
      offset = ZoneOffset.UTC;
      at++;
    } else if (isName(bytes, from, to, "UTC") || isName(bytes, from, to, "GMT")) {
      offset = ZoneOffset.UTC;
      at = from + 3;
    } else if (from < to && (bytes[from] == '+' || bytes[from] == '-')) {
      numericZone(bytes, from, to);
    }
  }

  private static boolean isName(byte[] bytes, int from, int to, String name) {
    return Bytes.starts(bytes, from, to, Bytes.of(name))
        && (from + 3 == to || !Bytes.isWord(bytes[from + 3]));
  }

  private void numericZone(byte[] bytes, int from, int to) {
    if (to - from < 5) {
      return;
    }
    int minuteFrom = bytes[from + 3] == ':' ? from + 4 : from + 3;
    if (to < minuteFrom + 2) {
      return;
    }
    int hours = number(bytes, from + 1, from + 3);
    int minutes = number(bytes, minuteFrom, minuteFrom + 2);
    if (hours < 0 || minutes < 0 || hours > 17 || minutes > 59) {
      return;
    }
    int sign = bytes[from] == '-' ? -1 : 1;
    offset = ZoneOffset.ofTotalSeconds(sign * (hours * 3600 + minutes * 60));
    at = minuteFrom + 2;
  }

  /// -1 when they are not all digits.
  private static int number(byte[] bytes, int from, int to) {
    int value = 0;
    for (int here = from; here < to; here++) {
      if (!Bytes.isDigit(bytes[here])) {
        return -1;
      }
      value = 10 * value + bytes[here] - '0';
    }
    return value;
  }
}
