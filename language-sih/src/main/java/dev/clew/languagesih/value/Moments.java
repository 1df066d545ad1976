package dev.clew.languagesih.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Moments as workflows write them: ISO 8601, with a space for the `T` if one likes. What has no
/// offset is UTC, so that a workflow means the same on every machine; a time is one of 1970-01-01.
public final class Moments {
  private static final int MIN_YEAR = 1;
  private static final int MAX_YEAR = 9999;
  private static final int DATE_CHARS = 10;

  private Moments() {}

  /// Null when the text is not a moment of that kind from the year 1 to 9999.
  public static @Nullable OffsetDateTime parse(TimeKind kind, String text) {
    OffsetDateTime moment =
        switch (kind) {
          case DATE_TIME -> dateTime(text.strip());
          case DATE -> date(text.strip());
          case TIME -> time(text.strip());
        };
    return moment == null || !isInRange(moment) ? null : moment;
  }

  /// Whether .NET, and so every format here, can show it.
  public static boolean isInRange(OffsetDateTime moment) {
    return moment.getYear() >= MIN_YEAR && moment.getYear() <= MAX_YEAR;
  }

  /// The date of the moment, at midnight.
  public static OffsetDateTime midnight(OffsetDateTime moment) {
    return moment.toLocalDate().atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime dateTime(String text) {
    if (text.length() <= DATE_CHARS) {
      return day(text);
    }
    String iso =
        text.charAt(DATE_CHARS) == ' '
            ? text.substring(0, DATE_CHARS) + "T" + text.substring(DATE_CHARS + 1)
            : text;
    try {
      return OffsetDateTime.parse(iso);
    } catch (DateTimeException e) {
      return local(iso);
    }
  }

  private static @Nullable OffsetDateTime local(String iso) {
    try {
      return LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// A value of a clock or an input may have a time behind its date.
  private static @Nullable OffsetDateTime date(String text) {
    OffsetDateTime moment = dateTime(text);
    return moment == null ? null : midnight(moment);
  }

  private static @Nullable OffsetDateTime day(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime time(String text) {
    try {
      return LocalDate.EPOCH.atTime(LocalTime.parse(text)).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
