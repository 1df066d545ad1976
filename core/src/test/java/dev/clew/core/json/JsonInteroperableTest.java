package dev.clew.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInteroperableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "-1",
        "1.0",
        "1e3",
        "0.1",
        "5e-324",
        "9007199254740991",
        "-9007199254740991",
        "1.5e-300",
        "0e999999999"
      })
  void interoperable_numberThatADoubleCarries_stays(String number) {
    Json value = new Json.Num(number);

    assertThat(Json.interoperable(value)).isSameAs(value);
    assertThat(Canonical.text(value)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "12345678901234567890",
        "0.1234567890123456789",
        "1e400",
        "1e-400",
        "1e999999999",
        "-1e-999999999"
      })
  void interoperable_numberThatNoDoubleCarries_isItsText(String number) {
    assertThat(Json.interoperable(new Json.Num(number))).isEqualTo(Json.of(number));
  }

  @Test
  void interoperable_loneSurrogates_areTheirEscapes() {
    Json.Obj value =
        Json.object().put("a\ud800", List.of(Json.of("\udc00b"), Json.of("\ud83d\ude00"))).build();

    assertThat(Canonical.text(Json.interoperable(value)))
        .isEqualTo("{\"a\\\\ud800\":[\"\\\\udc00b\",\"\ud83d\ude00\"]}");
  }

  @Test
  void interoperable_twice_isTheSameAsOnce() {
    Json value =
        new Json.Arr(
            List.of(new Json.Num("1e400"), Json.of("\ud800\ud800\udc00\udc00"), Json.NULL));
    Json once = Json.interoperable(value);

    assertThat(Json.interoperable(once)).isEqualTo(once);
  }
}
