package dev.clew.cli.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.cli.CliException;
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
        .isInstanceOf(CliException.class)
        .hasMessageContaining("--timeout takes a duration");
  }
}
