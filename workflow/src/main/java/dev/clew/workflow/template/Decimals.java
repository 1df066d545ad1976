package dev.clew.workflow.template;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values that are compared as numbers: JSON numbers, and texts that are one. `"007"` is none.
public final class Decimals {
  private static final int MAX_TEXT_CHARS = 400;

  private Decimals() {}

  /// Null when the value is not compared as a number.
  public static @Nullable BigDecimal of(Json value) {
    if (value instanceof Json.Num number) {
      return number.decimal();
    }
    return value instanceof Json.Str string
            && string.value().length() <= MAX_TEXT_CHARS
            && Json.isNumber(string.value())
        ? new BigDecimal(string.value())
        : null;
  }
}
