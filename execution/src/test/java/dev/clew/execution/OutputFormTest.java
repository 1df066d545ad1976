package dev.clew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import org.junit.jupiter.api.Test;

class OutputFormTest {
  private static Json.Obj json(String text) throws Exception {
    return (Json.Obj) JsonText.parse(text);
  }

  @Test
  void sih_values_areTextButForTrees() throws Exception {
    Json.Obj output =
        json(
            """
            {"n": 7, "ok": true, "nul": null, "j": "{\\"a\\":\\"7\\"}", "o": {"b": 1}, "t": "{no"}
            """);
    assertThat(OutputForm.SIH.of(output, true))
        .isEqualTo(
            json(
                """
                {"n": "7", "ok": "true", "nul": "", "j": {"a": "7"}, "o": {"b": 1}, "t": "{no"}
                """));
    assertThat(OutputForm.SIH.of(output, false).text("o")).isEqualTo("{\"b\":1}");
    assertThat(OutputForm.TYPED.of(output, true)).isEqualTo(output);
    assertThat(OutputForm.TYPED.of(output, false).text("o")).isEqualTo("{\"b\":1}");
    assertThat(OutputForm.TYPED.of(output, false).whole("n")).isEqualTo(7);
  }
}
