package dev.clew.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-7, -7",
    "1_000, 1000",
    "-1_0_0, -100",
    "2_147_483_647, 2147483647",
    "010, 10"
  })
  void whole_digits_mayBeGroupedByUnderscores(String written, int number) {
    assertThat(WrittenNumbers.whole(written)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_1", "1_", "1__0", "-_1", "_", "", "-", "1,000", "0x1F", "1:30", "2_147_483_648"})
  void whole_everythingElse_isNone(String written) {
    assertThat(WrittenNumbers.whole(written)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2_0", "2_00", "_200"})
  void status_isThreeDigits(String written) {
    assertThat(WrittenNumbers.status(written)).isNull();
  }
}
