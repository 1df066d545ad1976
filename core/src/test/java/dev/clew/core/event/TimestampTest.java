package dev.clew.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T13:09:44Z",
        "2026-11-22T13:09:44.380Z",
        "2026-11-22T13:09:44.000000000Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "1969-12-31T23:59:59.5Z",
        "2024-02-29T00:00:00.1Z"
      })
  void parse_utc_isWrittenAsItCame(String text) {
    assertThat(Timestamp.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T13:09:44+01:00, 2026-11-22T12:09:44Z",
    "2026-11-22T13:09:44.5-23:59, 2026-11-23T13:08:44.5Z",
    "2026-11-22t13:09:44z, 2026-11-22T13:09:44Z",
    "2026-11-22 13:09:44Z, 2026-11-22T13:09:44Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2026-11-22T13:09:44.1234567891Z, 2026-11-22T13:09:44.123456789Z"
  })
  void parse_otherForms_becomeUtc(String text, String written) {
    assertThat(Timestamp.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22T13:09:44",
        "2026-11-22T13:09:44.Z",
        "2026-11-22T13:09:61Z",
        "2026-11-22T24:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-22T13:09:44Zx",
        "2026-11-22T13:09:44+0100",
        "2026-11-22T13:09:44+24:00",
        "2026-11-22T13:09:44+01:60",
        "2026/11/22T13:09:44Z",
        "+026-11-22T13:09:44Z",
        "\u0662026-11-22T13:09:44Z",
        "2026-11-22T13:09:44.\u0661Z",
        "9999-12-31T23:59:59-00:01",
        "0000-01-01T00:00:00+00:01"
      })
  void parse_otherText_isRefusedByName(String text) {
    assertThatThrownBy(() -> Timestamp.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void roundTrip_randomInstants_agreesWithTheJdk() {
    long seed = 3339;
    Random random = new Random(seed);
    for (int round = 0; round < 50_000; round++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      int digits = random.nextInt(10);
      String expected =
          new DateTimeFormatterBuilder().appendInstant(digits).toFormatter().format(instant);
      Timestamp timestamp = new Timestamp(instant, digits);

      assertThat(timestamp).as("seed %d", seed).hasToString(expected);
      assertThat(Timestamp.parse(expected)).as("seed %d", seed).hasToString(expected);
    }
  }

  @Test
  void of_instant_hasMicroseconds() {
    assertThat(Timestamp.of(Instant.parse("2026-11-22T13:09:44.123456789Z")))
        .hasToString("2026-11-22T13:09:44.123456Z");
  }

  /// What a sum, or the clock of a file system, puts out of what can be written.
  @Test
  void timestamp_outOfTheYearsThatCanBeWritten_isTheNearest() {
    assertThat(Timestamp.parse("9999-12-31T23:59:59Z").plus(Duration.ofDays(3_652_425)))
        .hasToString("9999-12-31T23:59:59Z");
    assertThat(Timestamp.of(Instant.MAX)).hasToString("9999-12-31T23:59:59.999999Z");
    assertThat(Timestamp.of(Instant.MIN)).hasToString("0000-01-01T00:00:00.000000Z");
  }
}
