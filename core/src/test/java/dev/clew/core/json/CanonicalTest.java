package dev.clew.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

  /// RFC 8785, appendix B.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "0000000000000002, 1e-323",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void ecmaScript_numbersOfAppendixB(String bits, String text) {
    double value = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));

    assertThat(Numbers.ecmaScript(value)).isEqualTo(text);
  }

  @Test
  void ecmaScript_randomDoubles_readBackAsThemselves() {
    long seed = 8785;
    Random random = new Random(seed);
    for (int round = 0; round < 200_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = Numbers.ecmaScript(value);
        assertThat(Double.parseDouble(text)).as("seed %d, %s", seed, text).isEqualTo(value + 0.0);
        assertThat(new BigDecimal(text).stripTrailingZeros().precision())
            .as("seed %d, %s", seed, text)
            .isLessThanOrEqualTo(17);
      }
    }
  }

  @Test
  void text_shortDecimals_areWhatEcmaScriptWrites() {
    Random random = new Random(Long.getLong("seed", 742L));
    for (int round = 0; round < 100_000; round++) {
      String number =
          (random.nextBoolean() ? "" : "-")
              + random.nextLong(1L << random.nextInt(1, 45))
              + "."
              + "0".repeat(random.nextInt(9))
              + random.nextInt(1 << random.nextInt(1, 31));

      if (number.length() > 15) {
        continue;
      }
      assertThat(Canonical.text(new Json.Num(number)))
          .as(number)
          .isEqualTo(Numbers.ecmaScript(Double.parseDouble(number)));
    }
  }

  /// RFC 8785 §3.2.3, with its expected order of UTF-16 units.
  @Test
  void text_members_areSortedByUtf16Units() {
    Json.Obj value =
        Json.object()
            .put("\u20ac", "Euro Sign")
            .put("\r", "Carriage Return")
            .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
            .put("1", "One")
            .put("\ud83d\ude00", "Emoji: Grinning Face")
            .put("\u0080", "Control")
            .put("\u00f6", "Latin Small Letter O With Diaeresis")
            .build();

    assertThat(Canonical.text(value))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /// The example of RFC 8785 §3.2.2 to §3.2.4, to its bytes.
  @Test
  void bytes_exampleOfTheRfc() {
    Json.Obj value =
        Json.object()
            .put(
                "numbers",
                List.of(
                    new Json.Num("333333333.3333333"),
                    new Json.Num("4.50"),
                    new Json.Num("2e-3"),
                    new Json.Num("0.000000000000000000000000001")))
            .put("string", "\u20ac$\u000f\nA'B\"\\\\\"/")
            .put("literals", List.of(Json.NULL, Json.TRUE, Json.FALSE))
            .build();

    assertThat(HexFormat.of().formatHex(Canonical.bytes(value)))
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    ("{\"literals\":[null,true,false],"
                            + "\"numbers\":[333333333.3333333,4.5,0.002,1e-27],"
                            + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}")
                        .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void textInPieces_largeValue_isItsText() {
    List<Json> items = new ArrayList<>();
    for (int at = 0; at < 3_000; at++) {
      items.add(Json.object().put("n", at).put("text", "é😀".repeat(at % 90)).build());
    }
    items.add(Json.of("x".repeat(200_000)));
    Json.Arr value = new Json.Arr(items);

    List<String> pieces = new ArrayList<>();
    Canonical.text(value, pieces::add);

    assertThat(pieces).hasSizeGreaterThan(2);
    assertThat(String.join("", pieces)).isEqualTo(Canonical.text(value));
  }

  @Test
  void text_controlCharacters_haveTheShortestEscapes() {
    StringBuilder all = new StringBuilder();
    for (char unit = 0; unit < 0x20; unit++) {
      all.append(unit);
    }
    all.append('\u007f').append('/').append('\u2028');

    assertThat(Canonical.text(Json.of(all.toString())))
        .isEqualTo(
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
                + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018"
                + "\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\u007f/\u2028\"");
  }

  @Test
  void text_numberThatNoDoubleCarries_isRefused() {
    assertThatThrownBy(() -> Canonical.text(new Json.Num("9007199254740993")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9007199254740993");
  }

  @Test
  void text_loneSurrogate_isRefused() {
    assertThatThrownBy(() -> Canonical.text(Json.of("a\ud800b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Canonical.text(Json.object().put("\udc00", true).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
