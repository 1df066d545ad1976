package dev.clew.core.event;

import dev.clew.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Durations on the wire: milliseconds with at most three decimals (microseconds), `12.345`.
public final class Millis {
  /// 15 significant digits go through an IEEE 754 double and back: 12 of milliseconds and 3 more.
  private static final long MICROSECONDS_BELOW_MS = 1_000_000_000_000L;

  /// What one that a producer only mentions is taken to be at most: ten thousand years.
  private static final Duration LONGEST = Duration.ofDays(3_652_425);

  private Millis() {}

  /// With microseconds up to 31 years, which is what a double carries; whole milliseconds beyond.
  public static Json.Num of(Duration duration) {
    long millis = duration.toMillis();
    if (Math.abs(millis) >= MICROSECONDS_BELOW_MS) {
      return Json.of(millis);
    }
    long micros = Math.floorDiv(duration.toNanos(), 1_000L);
    return micros % 1_000 == 0 ? Json.of(micros / 1_000) : new Json.Num(withFraction(micros));
  }

  /// By hand, because it is asked for several times a stage.
  private static String withFraction(long micros) {
    long absolute = Math.abs(micros);
    int fraction = (int) (absolute % 1_000);
    StringBuilder out = new StringBuilder(16);
    if (micros < 0) {
      out.append('-');
    }
    out.append(absolute / 1_000).append('.');
    out.append((char) ('0' + fraction / 100)).append((char) ('0' + fraction / 10 % 10));
    out.append((char) ('0' + fraction % 10));
    int end = out.length();
    while (out.charAt(end - 1) == '0') {
      end--;
    }
    return out.substring(0, end);
  }

  /// What is left of a duration on the wire. An event that was just made has it so too, so that
  /// what is derived from it is what is derived from it when it is read back.
  static Duration carried(Duration duration) {
    long millis = duration.toMillis();
    return Math.abs(millis) >= MICROSECONDS_BELOW_MS
        ? Duration.ofMillis(millis)
        : Duration.of(Math.floorDiv(duration.toNanos(), 1_000L), ChronoUnit.MICROS);
  }

  /// For proportions. As nanoseconds 292 years would be too much for a long.
  public static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  public static @Nullable Json ofNullable(@Nullable Duration duration) {
    return duration == null ? null : of(duration);
  }

  /// Null when the member is absent or not a number. Ten thousand years stand for whatever is
  /// longer, so that they can be added to a moment.
  public static @Nullable Duration in(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Num number ? read(number) : null;
  }

  /// Ten thousand years stand for whatever is longer, so that they can be added to a moment.
  public static Duration read(Json.Num number) {
    Duration duration = isTooLong(number) ? LONGEST : parse(number).abs();
    Duration most = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return number.decimal().signum() < 0 ? most.negated() : most;
  }

  /// As it is written. Null when the member is absent or not a number.
  ///
  /// @throws IllegalArgumentException when it is more than a long of microseconds, 292,000 years
  static @Nullable Duration exactly(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Num number ? exactly(number) : null;
  }

  /// The same of the number itself.
  ///
  /// @throws IllegalArgumentException when it is more than a long of microseconds, 292,000 years
  public static Duration exactly(Json.Num number) {
    return parse(number);
  }

  private static boolean isTooLong(Json.Num number) {
    BigDecimal micros = number.decimal().scaleByPowerOfTen(3);
    // Before rounding, which would write out all the digits of 1e999999999.
    return micros.precision() - (long) micros.scale() > 18 && micros.signum() != 0;
  }

  private static Duration parse(Json.Num number) {
    BigDecimal micros = number.decimal().scaleByPowerOfTen(3);
    long digitsBeforePoint = micros.precision() - (long) micros.scale();
    if (isTooLong(number)) {
      throw new IllegalArgumentException("duration out of range: " + number);
    }
    if (digitsBeforePoint < 0 || micros.signum() == 0) {
      return Duration.ZERO;
    }
    long whole = micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    return Duration.of(whole, ChronoUnit.MICROS);
  }
}
