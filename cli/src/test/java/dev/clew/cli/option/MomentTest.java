package dev.clew.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-04-23T14:00:00+02:00[Europe/Zurich]");

  @ParameterizedTest
  @CsvSource({
    "12h, 2026-04-23T00:00:00Z",
    "90m, 2026-04-23T10:30:00Z",
    "7d, 2026-04-16T12:00:00Z",
    "03:00, 2026-04-23T01:00:00Z",
    "03:00:30, 2026-04-23T01:00:30Z",
    "2026-04-22, 2026-04-22T00:00:00Z",
    "2026-04-22T03:00Z, 2026-04-22T03:00:00Z",
    "2026-04-22T03:00:00.5+01:00, 2026-04-22T02:00:00.5Z"
  })
  void parse_everyForm_isThatMoment(String text, String moment) {
    assertThat(Moment.parse("--since", text, NOW)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999d", "9223372036854775807d", "99999999999999999999d", "d"})
  void parse_outOfRange_isAUsageError(String text) {
    assertThatThrownBy(() -> Moment.parse("--since", text, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--since")
        .hasMessageContaining(text);
  }

  @Test
  void parse_noMoment_namesTheOptionAndTheForms() {
    assertThatThrownBy(() -> Moment.parse("--until", "25:00", NOW))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--until takes 2026-04-23T03:00:00Z, 2026-04-23, 03:00 (today, local time), or 90m,"
                + " 12h, 7d ago; not '25:00'");
  }
}
