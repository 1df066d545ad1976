package dev.clew.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {
  @ParameterizedTest
  @CsvSource({
    "run 2,run%202",
    "a-b._~9,a-b._~9",
    "é/ü,%C3%A9%2F%C3%BC",
    "100%,100%25",
    "'a,b;c=d','a%2Cb%3Bc%3Dd'",
    "😀,%F0%9F%98%80"
  })
  void text_encodedAndDecoded_isTheSame(String text, String encoded) {
    assertThat(Percent.encoded(text)).isEqualTo(encoded);
    assertThat(Percent.decoded(encoded)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%ZZ", "a%", "+", "é"})
  void sign_thatEncodesNothing_standsForItself(String text) {
    assertThat(Percent.decoded(text)).isEqualTo(text);
  }

  @Test
  void bytes_thatAreNoText_areReplaced() {
    assertThat(Percent.decoded("a%FFb")).isEqualTo("a\ufffdb");
  }
}
