package dev.clew.core.run;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Durations on the wire: milliseconds with at most three decimals (microseconds), `12.345`.
public final class Millis {
  private Millis() {}

  public static Json.Num of(Duration duration) {
    long micros = Math.floorDiv(duration.toNanos(), 1_000L);
    return new Json.Num(BigDecimal.valueOf(micros, 3).stripTrailingZeros().toPlainString());
  }

  public static @Nullable Json ofNullable(@Nullable Duration duration) {
    return duration == null ? null : of(duration);
  }

  /// Null when the member is absent or not a number.
  public static @Nullable Duration in(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Num number ? parse(number) : null;
  }

  private static Duration parse(Json.Num number) {
    BigDecimal micros = number.decimal().movePointRight(3).setScale(0, RoundingMode.HALF_EVEN);
    return Duration.ofNanos(micros.longValue() * 1_000L);
  }
}
