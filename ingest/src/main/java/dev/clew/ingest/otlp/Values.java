package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.util.Base64;

/// Values of attributes, whichever encoding they came in.
final class Values {
  private Values() {}

  static Json binary(byte[] bytes) {
    return Json.of(Base64.getEncoder().encodeToString(bytes));
  }

  /// What JSON has no number for is a text.
  static Json fraction(double value) {
    return Double.isFinite(value) ? new Json.Num(plain(value)) : Json.of(Double.toString(value));
  }

  private static String plain(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    boolean isShort = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= 18;
    return isShort ? decimal.toPlainString() : decimal.toString();
  }
}
