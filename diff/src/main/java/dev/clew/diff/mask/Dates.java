package dev.clew.diff.mask;

import java.util.List;

/// Finds dates with times in text: RFC 3339 and its relatives, HTTP dates (RFC 9110 §5.6.7).
final class Dates {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  private Dates() {}

  /// The end of the date that begins there; -1 when none does.
  static int endAt(String text, int start) {
    char first = text.charAt(start);
    if (Mask.isDigit(first)) {
      return isoEnd(text, start);
    }
    return first >= 'F' && first <= 'W' ? httpEnd(text, start) : -1;
  }

  /// `2026-11-22`, `2026-11-22T13:09:44.380Z`, `2026-11-22 13:09:44,380 +01:00`.
  private static int isoEnd(String text, int start) {
    int date = match(text, start, "dddd-dd-dd");
    if (date < 0) {
      int time = match(text, start, "dd:dd:dd");
      return time < 0 ? -1 : zoneEnd(text, fractionEnd(text, time));
    }
    if (date >= text.length() || "Tt ".indexOf(text.charAt(date)) < 0) {
      return isBoundary(text, date) ? date : -1;
    }
    int time = match(text, date + 1, "dd:dd");
    if (time < 0) {
      return isBoundary(text, date) ? date : -1;
    }
    int seconds = match(text, time, ":dd");
    return zoneEnd(text, fractionEnd(text, seconds < 0 ? time : seconds));
  }

  private static int fractionEnd(String text, int at) {
    if (at + 1 >= text.length()
        || ".,".indexOf(text.charAt(at)) < 0
        || !Mask.isDigit(text.charAt(at + 1))) {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && Mask.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int zoneEnd(String text, int at) {
    if (at < text.length() && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
      return at + 1;
    }
    for (String form : List.of("+dd:dd", "-dd:dd", "+dddd", "-dddd")) {
      int end = match(text, at, form);
      if (end >= 0) {
        return end;
      }
    }
    return at;
  }

  /// `Sun, 22 Nov 2026 08:04:38 GMT`
  private static int httpEnd(String text, int start) {
    if (start + 3 > text.length() || !DAYS.contains(text.substring(start, start + 3))) {
      return -1;
    }
    return match(text, start + 3, ", dd aaa dddd dd:dd:dd aaa");
  }

  private static boolean isBoundary(String text, int at) {
    return at >= text.length() || !Mask.isWord(text.charAt(at));
  }

  /// `d` is a digit, `a` a letter, all else itself.
  private static int match(String text, int start, String form) {
    if (start + form.length() > text.length()) {
      return -1;
    }
    for (int at = 0; at < form.length(); at++) {
      char unit = text.charAt(start + at);
      boolean fits =
          switch (form.charAt(at)) {
            case 'd' -> Mask.isDigit(unit);
            case 'a' -> (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
            default -> unit == form.charAt(at);
          };
      if (!fits) {
        return -1;
      }
    }
    return start + form.length();
  }
}
