package dev.clew.core.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text: RFC 8259 §6 on the way in, ECMAScript's `Number::toString` (RFC 8785 §3.2.2.3)
/// on the way out.
final class Numbers {
  private static final BigDecimal MAX_SAFE_INTEGER = new BigDecimal("9007199254740991");

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  /// A double carries that many digits and gives them back (IEEE 754 §5.12.2).
  private static final int SHORT_DIGITS = 15;

  private Numbers() {}

  /// Whether a double carries the number exactly as a reader of shortest decimals sees it.
  static boolean isInteroperable(Json.Num number) {
    if (isShort(number.text())) {
      return true;
    }
    if (number.text().length() > 400) {
      return false;
    }
    BigDecimal decimal = number.decimal();
    double nearest = decimal.doubleValue();
    if (Double.isInfinite(nearest)) {
      return false;
    }
    boolean integer = decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
    if (integer && decimal.abs().compareTo(MAX_SAFE_INTEGER) > 0) {
      return false;
    }
    return shortest(nearest).compareTo(decimal) == 0;
  }

  static String canonical(Json.Num number) {
    if (isShort(number.text())) {
      return number.text();
    }
    if (!isInteroperable(number)) {
      throw new IllegalArgumentException(
          "number has no canonical form (not an IEEE 754 double): " + number.text());
    }
    return ecmaScript(number.decimal().doubleValue());
  }

  /// Whether it has at most 15 digits, no exponent, no zero at the end of a fraction and no more
  /// than three at its beginning, and so is its own canonical form: most numbers are.
  private static boolean isShort(String text) {
    int length = text.length();
    int from = text.charAt(0) == '-' ? 1 : 0;
    if (length - from > SHORT_DIGITS) {
      return false;
    }
    int point = digitsFrom(text, from);
    if (point == length) {
      return from == 0 || text.charAt(1) != '0';
    }
    return text.charAt(point) == '.'
        && digitsFrom(text, point + 1) == length
        && text.charAt(length - 1) != '0'
        && !text.startsWith("0000", point + 1);
  }

  /// The fewest digits that a double is known by, nearest to it. Java's `Double.toString` gives the
  /// same as ECMAScript since JDK 19, but never fewer than two digits: `4.9E-324` where ECMAScript
  /// has `5e-324`.
  private static BigDecimal shortest(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (shortest.precision() == 2) {
      BigDecimal one = shortest.round(ONE_DIGIT);
      if (one.doubleValue() == value) {
        return one.stripTrailingZeros();
      }
    }
    return shortest;
  }

  /// ECMAScript 2024 §6.1.6.1.20.
  static String ecmaScript(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int count = digits.length();
    int point = count - shortest.scale();
    StringBuilder out = new StringBuilder(count + 8);
    if (value < 0) {
      out.append('-');
    }
    if (point >= count && point <= 21) {
      out.append(digits).repeat('0', point - count);
    } else if (point > 0 && point <= 21) {
      out.append(digits, 0, point).append('.').append(digits, point, count);
    } else if (point > -6 && point <= 0) {
      out.append("0.").repeat('0', -point).append(digits);
    } else {
      out.append(digits.charAt(0));
      if (count > 1) {
        out.append('.').append(digits, 1, count);
      }
      out.append('e').append(point - 1 < 0 ? '-' : '+').append(Math.abs(point - 1));
    }
    return out.toString();
  }

  static boolean isNumber(String text) {
    int length = text.length();
    int at = 0;
    if (at < length && text.charAt(at) == '-') {
      at++;
    }
    int integer = digitsFrom(text, at);
    if (integer == at || (text.charAt(at) == '0' && integer > at + 1)) {
      return false;
    }
    at = integer;
    if (at < length && text.charAt(at) == '.') {
      int fraction = digitsFrom(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < length && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int exponent = digitsFrom(text, at);
      if (exponent == at || exponent - at > 9) {
        return false;
      }
      at = exponent;
    }
    return at == length;
  }

  private static int digitsFrom(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
