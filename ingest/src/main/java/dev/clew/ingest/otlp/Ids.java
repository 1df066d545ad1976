package dev.clew.ingest.otlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The ids of traces and spans. One of zeros alone is none (W3C Trace Context §3.2.2).
final class Ids {
  private Ids() {}

  /// Null for what is none.
  static @Nullable String trace(String hex) {
    return valid(hex, 32);
  }

  static @Nullable String span(String hex) {
    return valid(hex, 16);
  }

  private static @Nullable String valid(String hex, int digits) {
    if (hex.length() != digits) {
      return null;
    }
    boolean isZero = true;
    for (int at = 0; at < digits; at++) {
      char unit = hex.charAt(at);
      if (unit >= 128 || Character.digit(unit, 16) < 0) {
        return null;
      }
      isZero &= unit == '0';
    }
    return isZero ? null : hex.toLowerCase(Locale.ROOT);
  }
}
