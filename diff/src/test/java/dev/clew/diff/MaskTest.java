package dev.clew.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.json.Json;
import dev.clew.diff.mask.Mask;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | at 2026-11-22T13:09:44.380Z it | at <time> it",
        "text | 2026-11-22 13:09:44,380 +01:00 | <time> +01:00",
        "text | 2026-11-22 | <time>",
        "date | Sun, 22 Nov 2026 08:04:38 GMT | <time>",
        "text | run 0195c7a4-3b1c-7def-8a2b-1234567890ab. | run <uuid>.",
        "run | run_01m816njrq2g2nf6rv3w92zr79 | run_<ulid>",
        "text | 00-a79dfa77ce7f1e886eea854eb2dcbf10-6c2c865bb841a501-01 | 00-<hex>-<hex>-01",
        "text | http://127.0.0.1:41771/api | http://127.0.0.1:<port>/api",
        "text | http://127.0.0.1:8080/api | http://127.0.0.1:8080/api",
        "text | took 12 ms, then 3.2s | took <duration> ms, then <duration>",
        "token | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP | <token>",
        "accountId | ACC-47291 | ACC-<id>",
        "planId | plan_premium | plan_premium",
        "text | ACC-47291 | ACC-47291",
        "text | dev.clew.core.diff.MaskTest2 | dev.clew.core.diff.MaskTest2",
        "text | Bearer [redacted:token len=40] | Bearer [redacted:token len=<number>]",
        "text | len=40] | len=40]",
        "text | page 2 of 17 | page 2 of 17",
        "sha256 | a79dfa77ce7f1e886eea854eb2dcbf10 | a79dfa77ce7f1e886eea854eb2dcbf10",
      })
  void text_shapes_areMasked(String name, String text, String masked) {
    assertThat(Mask.text(name, text)).isEqualTo(masked);
  }

  @Test
  void of_numbers_onlyByTheirName() {
    assertThat(Mask.of("id", Json.of(17))).isEqualTo(Json.of("<number>"));
    assertThat(Mask.of("created_at", Json.of(1_795_000_000L))).isEqualTo(Json.of("<number>"));
    assertThat(Mask.of("duration_ms", Json.of(3))).isEqualTo(Json.of("<number>"));
    assertThat(Mask.of("total", Json.of(17))).isEqualTo(Json.of(17));
    assertThat(Mask.of("created_at", Json.of(3))).isEqualTo(Json.of(3));
  }

  @Test
  void text_masked_staysAsItIs() {
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    String alphabet = "aAfF019-_.:/ <>,T%Zé\u0000";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int at = 0; at < length; at++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String name = random.nextBoolean() ? "id" : "text";
      String once = Mask.text(name, text.toString());
      assertThat(Mask.text(name, once)).as("seed " + seed + ": " + text).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stages/*/calls, stages/pay/calls/1.1/response, true",
    "stages/*/calls, stages/pay/outputs/calls, false",
    "**/date, stages/pay/calls/1.1/response/headers/date, true",
    "**/date, stages/pay/calls/1.1/response/headers/dates, false",
    "stages/push*/status, stages/push-items[3]/status, true",
    "/inputs/email, inputs/email, true",
    "stages/**/body/**/id, stages/a/b/body/x/0/id, true",
    "**, run/status, true",
    "stages/*/*/x, stages/a/x, false"
  })
  void matches_paths_asDocumented(String pattern, String path, boolean matches) {
    assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "stage/pay", "stages//x", "stages/"})
  void pattern_wrong_isRefused(String pattern) {
    assertThatThrownBy(() -> new PathPattern(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(empty|begins with).*");
  }
}
