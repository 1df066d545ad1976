package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
  private static final long SEED = Long.getLong("seed", 742L);
  private static final String CHARS = "{}[]\",:0123456789-.eE tfnrulsa\\\u0001\u00e9\ud800";

  @Test
  void read_anyText_isWhatTheGeneralParserReads() {
    Random random = new Random(SEED);
    int plain = 0;
    for (int round = 0; round < 50_000; round++) {
      String text = random.nextInt(3) == 0 ? noise(random) : changed(value(random, 0), random);
      Json read = PlainJson.read(text);
      if (read != null) {
        plain++;
        assertThat(JsonWriter.compact(read))
            .as("seed %d, round %d: %s", SEED, round, text)
            .isEqualTo(JsonWriter.compact(general(text)));
      }
    }
    assertThat(plain).isGreaterThan(5_000);
  }

  private static Json general(String text) {
    try {
      return JsonText.parseLarge(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonText.Malformed e) {
      return fail("seed %d: read what is no JSON: %s".formatted(SEED, text), e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\u0041\"}",
        "1e3",
        "01",
        "[1,]",
        "1 2",
        "\ufeff{}",
        "1234567890123456"
      })
  void read_whatIsNotPlain_isLeftToTheGeneralParser(String text) {
    assertThat(PlainJson.read(text)).isNull();
  }

  @Test
  void read_bytesThatAreNoUtf8_areLeftToTheGeneralParser() {
    assertThat(PlainJson.read(new byte[] {'"', (byte) 0xff, '"'})).isNull();
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 5 : 7)) {
      case 0 -> "\"" + noise(random).replaceAll("[\"\\\\\\p{Cntrl}\\p{Cs}]", "x") + "\"";
      case 1 -> Long.toString(random.nextLong() >> random.nextInt(63));
      case 2 -> Double.toString(random.nextInt(100_000) / 1_000.0);
      case 3 -> "true";
      case 4 -> "null";
      case 5 -> "[ " + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
      default ->
          "{\"a%d\": %s, \"b\":%s }"
              .formatted(random.nextInt(3), value(random, depth + 1), value(random, depth + 1));
    };
  }

  /// One character in some of them is another.
  private static String changed(String text, Random random) {
    if (random.nextInt(3) > 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text);
    out.setCharAt(random.nextInt(text.length()), CHARS.charAt(random.nextInt(CHARS.length())));
    return out.toString();
  }

  private static String noise(Random random) {
    StringBuilder out = new StringBuilder();
    for (int count = random.nextInt(9); count > 0; count--) {
      out.append(CHARS.charAt(random.nextInt(CHARS.length())));
    }
    return out.toString();
  }
}
