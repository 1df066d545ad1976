package dev.clew.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  private static JsonText.Malformed malformed(String text) {
    return catchThrowableOfType(JsonText.Malformed.class, () -> JsonText.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"token": hunter2SecretValue} | this is no valid JSON value
          {"hunter2": 1, "hunter2": 2}  | a name occurs twice in one object
          {hunter2: 1}                  | unexpected character
          {"a": 1 hunter2}              | unexpected character
          {"a": "hunter2                | the text ends inside a value
          {"a": "\\hunter2"}            | this is no valid JSON value
          {"a": -hunter2}               | unexpected character
          {"a": 1hunter2}               | unexpected character
          {"a": 1} hunter2              | this is no valid JSON value
          """)
  void parse_malformed_isNamedWithoutItsText(String text, String what) throws Exception {
    assertThat(malformed(text)).hasMessage(what).hasNoCause();
    assertThat(
            catchThrowableOfType(
                JsonText.Malformed.class,
                () -> JsonText.parse(text.getBytes(StandardCharsets.UTF_8))))
        .hasMessage(what);
  }

  @Test
  void parse_malformed_saysWhere() {
    JsonText.Malformed malformed = malformed("{\n  \"a\": hunter2}");
    assertThat(malformed.line()).isEqualTo(2);
    assertThat(malformed.column()).isGreaterThan(7);
  }

  @Test
  void parse_overALimit_saysWhich() {
    assertThat(malformed("[".repeat(101))).hasMessage("nested deeper than 100");
    for (String text : List.of("1".repeat(1_001), "{\"" + "n".repeat(50_001) + "\": 1}")) {
      assertThat(malformed(text))
          .hasMessage("a string, a name, a number or the text is longer than the reader's limit");
    }
  }
}
