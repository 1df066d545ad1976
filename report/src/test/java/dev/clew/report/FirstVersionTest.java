package dev.clew.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.document.ReportReader;
import dev.clew.document.verify.ReportCheck;
import dev.clew.report.terminal.CommandWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A report that was written in version 1, of a command that failed with an effect that nobody
/// knows.
class FirstVersionTest {
  private static String report() throws IOException {
    try (InputStream in = FirstVersionTest.class.getResourceAsStream("version1.report.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ReportCheck check(String text) throws Exception {
    return ReportCheck.of(JsonText.parse(text), CommandWords.SHELL);
  }

  @Test
  void check_asWritten_isWhole() throws Exception {
    assertThat(report()).contains("\"format_version\":1");
    assertThat(check(report()).broken()).isNull();
  }

  @Test
  void read_givesItsRows() throws Exception {
    assertThat(ReportReader.read((Json.Obj) JsonText.parse(report())).rows()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "whether it took effect, that it took effect",
    "it failed, it is fine",
    "effect_unknown, effect_known",
    "mail failed, mail was sent"
  })
  void check_changed_isBroken(String part, String other) throws Exception {
    assertThat(report()).contains(part);
    assertThat(check(report().replace(part, other)).broken()).isNotNull();
  }
}
