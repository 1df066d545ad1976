package dev.clew.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"90,90000", "90s,90000", "1.5s,1500", "500ms,500", "1h30m,5400000", "2d,172800000"})
  void parse_whatPeopleWrite_isThatLong(String text, long millis) {
    assertThat(Durations.parse(text, "--timeout")).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "5x", "-1s", "0", "1h30", "1..5s", "400d", "1e9", "PT5S", "1 s"})
  void parse_anythingElse_saysWhatIsTaken(String text) {
    assertThatThrownBy(() -> Durations.parse(text, "--timeout"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--timeout takes a duration");
  }

  @ParameterizedTest
  @CsvSource({
    "60000ms,60s",
    "90s,90s",
    "300s,5m",
    "15m,15m",
    "60m,1h",
    "1h30m,90m",
    "1d,24h",
    "48h,2d",
    "1.5s,1500ms",
    "1ms,1ms",
    "1h1s,3601s",
    "365d,365d"
  })
  void written_isWhatAPersonWouldWrite(String text, String shortest) {
    assertThat(Durations.written(Durations.parse(text, "--timeout"))).isEqualTo(shortest);
  }

  @Test
  void written_anyDuration_isReadAsTheSame() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      long unit = new long[] {1, 1_000, 60_000, 3_600_000, 86_400_000}[random.nextInt(5)];
      Duration duration = Duration.ofMillis(unit * (1 + random.nextLong(31_536_000_000L / unit)));
      String written = Durations.written(duration);
      assertThat(Durations.parse(written, "--timeout"))
          .as("seed %s: %s", seed, written)
          .isEqualTo(duration);
    }
  }
}
