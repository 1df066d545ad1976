package dev.clew.languagesih.template;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values that are compared as numbers: JSON numbers, and texts that are one as .NET's
/// `NumberStyles.Number` reads it: with space around it, a sign in front or behind, and commas
/// between the digits. `"007"` is none: it is written as a text that must keep its zeros.
public final class Decimals {
  private static final int MAX_TEXT_CHARS = 400;

  private Decimals() {}

  /// Null when the value is not compared as a number.
  public static @Nullable BigDecimal of(Json value) {
    if (value instanceof Json.Num number) {
      return number.decimal();
    }
    return value instanceof Json.Str string && string.value().length() <= MAX_TEXT_CHARS
        ? of(string.value())
        : null;
  }

  private static @Nullable BigDecimal of(String written) {
    if (Json.isNumber(written)) {
      return new BigDecimal(written);
    }
    String text = written.strip();
    boolean behind = text.endsWith("-") || text.endsWith("+");
    if (behind) {
      text = text.charAt(text.length() - 1) + text.substring(0, text.length() - 1).strip();
    }
    String plain = plain(text);
    return plain == null ? null : new BigDecimal(plain);
  }

  /// Digits with commas between them, a point and digits, with a sign in front of them; as JSON
  /// writes it, or null.
  private static @Nullable String plain(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    if (text.startsWith("-") || text.startsWith("+")) {
      out.append(text.startsWith("-") ? "-" : "");
      at++;
    }
    int point = text.indexOf('.', at);
    String whole = text.substring(at, point < 0 ? text.length() : point);
    String digits = whole.replace(",", "");
    String decimals = point < 0 ? "" : text.substring(point + 1);
    boolean starts = whole.isEmpty() || whole.charAt(0) != ',';
    if (!starts || !areDigits(digits) || !areDigits(decimals)) {
      return null;
    }
    out.append(digits.isEmpty() ? "0" : digits);
    out.append(decimals.isEmpty() ? "" : "." + decimals);
    boolean any = !digits.isEmpty() || !decimals.isEmpty();
    return any && Json.isNumber(out.toString()) ? out.toString() : null;
  }

  private static boolean areDigits(String text) {
    return text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
  }
}
