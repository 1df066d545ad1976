package dev.clew.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.json.Canonical;
import dev.clew.core.json.Json;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MillisTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT0.012345S, 12.345",
    "PT0.0123459S, 12.345",
    "PT1M, 60000",
    "PT-0.0000001S, -0.001",
    "PT277777777H46M39.999999S, 999999999999999",
    "PT20000000000S, 20000000000000"
  })
  void of_duration_hasMicrosecondsAtMost(Duration duration, String number) {
    assertThat(Millis.of(duration).text()).isEqualTo(number);
  }

  @Test
  void in_randomDurationsOfMicroseconds_roundTripThroughCanonicalBytes() {
    long seed = 12;
    Random random = new Random(seed);
    for (int round = 0; round < 50_000; round++) {
      long micros = random.nextLong() >> (14 + random.nextInt(50));
      Duration duration = Duration.ofNanos(micros * 1_000);
      Json.Num number = Millis.of(duration);
      if (Math.abs(micros) >= 1_000_000_000_000_000L) {
        duration = Duration.ofMillis(duration.toMillis());
      }

      Json.Num canonical = new Json.Num(Canonical.text(number));
      assertThat(Millis.in(Json.object().put("d", canonical).build(), "d"))
          .as("seed %d: %s", seed, number)
          .isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e300", "1e16"})
  void exactly_moreThanAnyDuration_isRefusedAtOnce(String number) {
    Json.Obj object = Json.object().put("d", new Json.Num(number)).build();

    assertThatThrownBy(() -> Millis.exactly(object, "d"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1e999999999, 1", "-1e300, -1", "1e16, 1", "1e15, 1", "-1e15, -1"})
  void in_moreThanTenThousandYears_isTenThousandYears(String number, int sign) {
    Json.Obj object = Json.object().put("d", new Json.Num(number)).build();
    assertThat(Millis.in(object, "d")).isEqualTo(Duration.ofDays(3_652_425).multipliedBy(sign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-999999999", "0.0004", "0e999999999", "-0"})
  void in_lessThanAMicrosecond_isZero(String number) {
    Json.Obj object = Json.object().put("d", new Json.Num(number)).build();

    assertThat(Millis.in(object, "d")).isEqualTo(Duration.ZERO);
  }

  /// What is derived from an event that was just made is what is derived when it is read back.
  @Test
  void carried_randomDurations_areWhatIsReadBack() {
    Random random = new Random(Long.getLong("seed", 742L));
    for (int round = 0; round < 1_000; round++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(40));
      Json.Obj wire = Json.object().put("took_ms", Millis.of(duration)).build();
      assertThat(Millis.carried(duration)).isEqualTo(Millis.in(wire, "took_ms"));
    }
  }
}
