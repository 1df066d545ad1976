package dev.clew.redaction.scan;

import dev.clew.redaction.text.Characters;
import dev.clew.redaction.text.RedactionReason;
import dev.clew.redaction.text.Span;
import dev.clew.redaction.text.Spans;

/// Payment card numbers: an issuer's prefix, its length (ISO/IEC 7812), the Luhn digit, in one
/// piece or in the groups that are printed on cards. Nothing that is part of a longer name or
/// number.
public final class CardNumbers {
  public static final int MIN_DIGITS = 14;
  private static final int MAX_DIGITS = 19;
  private static final String NAME = "card_number";
  private static final RedactionReason RULE = RedactionReason.pattern("card");

  private CardNumbers() {}

  static void find(String text, Spans spans) {
    int at = 0;
    int length = text.length();
    while (at + MIN_DIGITS <= length) {
      if (!Characters.isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = endOfDigits(text, at);
      if (!isBoundary(text, at - 1)) {
        at = endOfRun(text, at);
      } else if (end - at >= MIN_DIGITS && isCard(text, at, end)) {
        spans.add(new Span(at, end, NAME, end - at, RULE));
        at = end;
      } else {
        at = endOfRun(text, at);
      }
    }
  }

  private static int endOfRun(String text, int from) {
    int at = from;
    while (at < text.length() && Characters.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Over digits and single spaces or hyphens between them, of one kind.
  private static int endOfDigits(String text, int from) {
    char separator = 0;
    int at = from;
    while (at < text.length() && at - from <= MAX_DIGITS + 4) {
      char unit = text.charAt(at);
      if (!Characters.isDigit(unit)) {
        boolean separates = unit == ' ' || unit == '-';
        boolean same = separator == 0 || separator == unit;
        boolean followed = at + 1 < text.length() && Characters.isDigit(text.charAt(at + 1));
        if (!separates || !same || !followed) {
          break;
        }
        separator = unit;
      }
      at++;
    }
    return at;
  }

  private static boolean isCard(String text, int from, int end) {
    if (!isBoundary(text, end)) {
      return false;
    }
    String digits = text.substring(from, end);
    String groups = groups(digits);
    String plain = digits.replace(" ", "").replace("-", "");
    return (groups.isEmpty() || groups.equals("4 4 4 4") || groups.equals("4 6 5"))
        && isIssued(plain)
        && hasLuhnDigit(plain)
        && !(groups.isEmpty() ? isId(text, from) : isDump(text, from, end));
  }

  /// `queryid=4266247047529477710`: one of ten such numbers has the right last digit.
  private static boolean isId(String text, int from) {
    int at = from;
    while (at > 0 && from - at < 4 && "=:\" ".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at < from && text.regionMatches(true, at - 2, "id", 0, 2);
  }

  /// Groups of four hex digits before it, or two behind it: bytes of a packet.
  private static boolean isDump(String text, int from, int end) {
    return isHexGroup(text, from - 5) || (isHexGroup(text, end + 1) && isHexGroup(text, end + 6));
  }

  private static boolean isHexGroup(String text, int from) {
    if (from < 0 || from + 4 > text.length()) {
      return false;
    }
    for (int at = from; at < from + 4; at++) {
      if (Characters.hex(text.charAt(at)) < 0) {
        return false;
      }
    }
    return isEdge(text, from - 1) && isEdge(text, from + 4);
  }

  private static boolean isEdge(String text, int at) {
    return at < 0 || at >= text.length() || text.charAt(at) == ' ' || text.charAt(at) == '\n';
  }

  private static String groups(String digits) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (int at = 0; at < digits.length(); at++) {
      if (!Characters.isDigit(digits.charAt(at))) {
        out.append(at - start).append(' ');
        start = at + 1;
      }
    }
    return out.isEmpty() ? "" : out.append(digits.length() - start).toString();
  }

  private static boolean isBoundary(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return true;
    }
    char unit = text.charAt(at);
    if (unit == '.') {
      return at + 1 >= text.length() || !Characters.isDigit(text.charAt(at + 1));
    }
    return !Characters.isLetterOrDigit(unit) && unit != '_' && unit != '-';
  }

  private static boolean isIssued(String digits) {
    if (digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS) {
      return false;
    }
    int two = Integer.parseInt(digits, 0, 2, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    return switch (digits.length()) {
      case 14 -> two == 36 || two == 38 || (four >= 3000 && four <= 3059);
      case 15 -> two == 34 || two == 37;
      case 16 ->
          two / 10 == 4
              || (two >= 51 && two <= 55)
              || (four >= 2221 && four <= 2720)
              || four == 6011
              || two == 65
              || (four >= 6440 && four <= 6499)
              || (four >= 3528 && four <= 3589)
              || two == 62;
      case 19 -> two / 10 == 4 || two == 62;
      default -> two == 62;
    };
  }

  private static boolean hasLuhnDigit(String digits) {
    int sum = 0;
    for (int at = digits.length() - 1, place = 0; at >= 0; at--, place++) {
      int digit = digits.charAt(at) - '0';
      int doubled = place % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
