package dev.clew.plan.input;

import dev.clew.core.digest.Ulid;
import dev.clew.core.json.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/// Whether text looks like its type. Only a warning hangs on it: a run checks nothing here, and the
/// service that receives the value has the last word.
final class InputFormat {
  private InputFormat() {}

  static boolean isWellFormed(InputType type, String text) {
    return switch (type) {
      case GUID -> isGuid(text);
      case ULID -> Ulid.is(text);
      case DATE_TIME -> isDateTime(text);
      case DATE -> isDate(text);
      case TIME -> isTime(text);
      case NUMBER -> Json.isNumber(text.strip());
      case FIXED, TEXT, OBJECT, ARRAY, SEQUENCE -> true;
    };
  }

  private static boolean isGuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int at = 0; at < 36; at++) {
      char unit = text.charAt(at);
      boolean hyphen = at == 8 || at == 13 || at == 18 || at == 23;
      if (hyphen ? unit != '-' : Character.digit(unit, 16) < 0 || unit > 'f') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDateTime(String text) {
    try {
      DateTimeFormatter.ISO_DATE_TIME.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      LocalTime.parse(text, DateTimeFormatter.ISO_TIME);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
