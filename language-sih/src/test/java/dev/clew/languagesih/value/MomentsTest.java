package dev.clew.languagesih.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MomentsTest {
  @ParameterizedTest
  @CsvSource({
    "DATE_TIME, 2024-01-31T08:30:00Z, 2024-01-31T08:30Z",
    "DATE_TIME, 2024-01-31T08:30:00.1234567+02:00, 2024-01-31T08:30:00.123456700+02:00",
    "DATE_TIME, 2024-01-31T08:30, 2024-01-31T08:30Z",
    "DATE_TIME, 2024-01-31 08:30:00, 2024-01-31T08:30Z",
    "DATE_TIME, ' 2024-01-31 ', 2024-01-31T00:00Z",
    "DATE, 2024-02-29, 2024-02-29T00:00Z",
    "DATE, 2024-01-31T23:30:00+02:00, 2024-01-31T00:00Z",
    "TIME, 08:30, 1970-01-01T08:30Z",
    "TIME, 23:59:59.99, 1970-01-01T23:59:59.990Z",
  })
  void parse_moment_isRead(TimeKind kind, String text, String expected) {
    assertThat(Moments.parse(kind, text)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DATE_TIME, ''",
    "DATE_TIME, tomorrow",
    "DATE_TIME, 2024-02-30T00:00:00Z",
    "DATE_TIME, +12024-01-01T00:00:00Z",
    "DATE_TIME, 0000-01-01",
    "DATE, 2023-02-29",
    "DATE, 31/01/2024",
    "TIME, 24:01",
    "TIME, 8:30",
  })
  void parse_other_isNull(TimeKind kind, String text) {
    assertThat(Moments.parse(kind, text)).isNull();
  }

  @ParameterizedTest
  @EnumSource(TimeKind.class)
  void parse_exampleOfTheMessages_isRead(TimeKind kind) {
    assertThat(Moments.parse(kind, kind.example())).isNotNull();
  }
}
