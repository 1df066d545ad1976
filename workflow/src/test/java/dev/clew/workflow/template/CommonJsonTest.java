package dev.clew.workflow.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.document.JsonText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known to be JSON is what the reader of JSON takes.
class CommonJsonTest {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"b\"",
    "\"",
    "a",
    "1",
    "0",
    "-",
    ".",
    "e",
    "+",
    " ",
    "\n",
    "\t",
    "\\",
    "\\n",
    "\\u0041",
    "\\\"",
    "true",
    "false",
    "null",
    "1.5",
    "{\"a\":",
    "[1,",
    "\"a\":",
    "\ue000",
    "\ud83d",
    "é",
    "\u0000",
    "\u00a0",
    "12345678901234567890",
    "/",
    "'",
    "{}"
  };
  private static final String DOCUMENT =
      " {\"a\": [1, -2.5, 0, \"b\\n\\\"\", true, false, null, {}, []],\r\n\t\"é\": {\"a\": {\"\": \"\"}}} ";

  private final long seed = Long.getLong("seed", 742L);

  private static boolean isRead(String text) {
    try {
      JsonText.parse(text);
      return true;
    } catch (JsonText.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  private int compared(String text) {
    boolean known = CommonJson.is(text);
    if (known) {
      assertThat(isRead(text)).as("seed %s: %s", seed, text).isTrue();
    }
    return known ? 1 : 0;
  }

  @Test
  void is_piecesOfJson_areWhatTheReaderTakes() {
    Random random = new Random(seed);
    int known = 0;
    for (int count = 0; count < 300_000; count++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = 1 + random.nextInt(7); pieces > 0; pieces--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      known += compared(text.toString());
    }
    assertThat(known).isGreaterThan(2_000);
  }

  @Test
  void is_mutatedDocument_isWhatTheReaderTakes() {
    Random random = new Random(seed);
    int known = 0;
    for (int count = 0; count < 100_000; count++) {
      int from = random.nextInt(DOCUMENT.length());
      int to = Math.min(DOCUMENT.length(), from + random.nextInt(3));
      String piece = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
      known += compared(DOCUMENT.substring(0, from) + piece + DOCUMENT.substring(to));
    }
    assertThat(known).isGreaterThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {DOCUMENT, "0", "-1.50", "\"\\\\\"", " null\n", "[[],{}]", "{\"n\": \ue000}x"})
  void is_whatPeopleWrite_isKnown(String text) {
    assertThat(CommonJson.is(text)).isEqualTo(isRead(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "tru",
        "1 2",
        "'a'",
        "\"\n\"",
        "{\"a\": 1, \"a\": 2}",
        "{a: 1}",
        "\"\\x\"",
        "NaN",
        "[1 2]",
        "{\"a\" 1}",
        "\u00a01"
      })
  void is_whatIsNoJson_isNotKnown(String text) {
    assertThat(isRead(text)).isFalse();
    assertThat(CommonJson.is(text)).isFalse();
  }

  @Test
  void is_deeperOrLargerThanUsual_isLeftToTheReader() {
    assertThat(CommonJson.is("[".repeat(20) + "]".repeat(20))).isTrue();
    assertThat(CommonJson.is("[".repeat(100_000))).isFalse();
    StringBuilder members = new StringBuilder("{\"a0\": 1");
    for (int name = 1; name < 40; name++) {
      members.append(", \"a").append(name).append("\": 1");
    }
    assertThat(CommonJson.is(members.append('}').toString())).isFalse();
  }
}
