package dev.clew.core.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0 ms",
    "400, 0.0 ms",
    "450000, 0.5 ms",
    "9940000, 9.9 ms",
    "9960000, 10 ms",
    "999400000, 999 ms",
    "999600000, 1.0 s",
    "59940000000, 59.9 s",
    "59960000000, 1m00s",
    "813000000000, 13m33s",
    "3599600000000, 1h00m",
    "7500000000000, 2h05m"
  })
  void of_nanos_isShort(long nanos, String shown) {
    assertThat(DurationText.of(Duration.ofNanos(nanos))).isEqualTo(shown);
  }
}
