package dev.clew.yaml;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Numbers as a file may write them.
final class WrittenNumbers {
  private static final int MAX_NUMBER_CHARS = 32;

  private WrittenNumbers() {}

  /// Digits with an optional sign, as an `int`; null for everything else. Underscores between them
  /// are left out, `1_000`, as YamlDotNet does it where a number is asked for. A zero in front
  /// makes it no octal number, which it is there.
  static @Nullable Integer whole(String text) {
    boolean negative = text.startsWith("-");
    int start = negative ? 1 : 0;
    long number = 0;
    for (int at = start; at < text.length(); at++) {
      if (isBetweenDigits(text, at)) {
        continue;
      }
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9 || number > Integer.MAX_VALUE) {
        return null;
      }
      number = number * 10 + digit;
    }
    boolean fits = text.length() > start && number <= Integer.MAX_VALUE;
    return fits ? Integer.valueOf((int) (negative ? -number : number)) : null;
  }

  private static boolean isBetweenDigits(String text, int at) {
    return text.charAt(at) == '_'
        && at > 0
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at - 1))
        && Character.isDigit(text.charAt(at + 1));
  }

  /// The milliseconds of a number of seconds with decimals; null for one that is below a
  /// millisecond or above the limit, and for everything else.
  ///
  /// @param maxSeconds included
  static @Nullable Long millis(String text, int maxSeconds) {
    boolean plain = text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (!plain || text.length() > MAX_NUMBER_CHARS || !Json.isNumber(text)) {
      return null;
    }
    BigDecimal seconds = new Json.Num(text).decimal();
    BigDecimal millis = seconds.movePointRight(3);
    boolean fits =
        millis.compareTo(BigDecimal.ONE) >= 0
            && seconds.compareTo(BigDecimal.valueOf(maxSeconds)) <= 0;
    return fits ? Long.valueOf(millis.longValue()) : null;
  }

  /// An HTTP status, 100 to 599; null for everything else.
  static @Nullable Integer status(String text) {
    Integer status = text.length() == 3 ? whole(text) : null;
    return status == null || status < 100 || status > 599 ? null : status;
  }
}
