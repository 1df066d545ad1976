package dev.clew.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.cli.process.Terminal;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.report.terminal.Palette;
import dev.clew.runs.recording.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportedRunsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ImportedRuns runs =
      new ImportedRuns(
          new Terminal(
              new PrintStream(out, true, UTF_8),
              new PrintStream(err, true, UTF_8),
              false,
              Palette.PLAIN),
          ReportFormat.NONE,
          true);

  private static List<Json> take(Path file) {
    return switch (file.toString()) {
      case "full" -> throw new ClewException("no space left on device");
      case "bad" -> throw Refusal.invalid("bad: this is no file of runs");
      default -> List.of(Json.of(file.toString()));
    };
  }

  @Test
  void all_diskIsFullOnTheWay_saysWhatWasImportedAndTheLargerCode() throws Exception {
    int code =
        runs.all(
            List.of(Path.of("first"), Path.of("full"), Path.of("bad"), Path.of("last")),
            ImportedRunsTest::take);

    assertThat(code).isEqualTo(3);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "clew: full: no space left on device", "clew: bad: this is no file of runs");
    assertThat(((Json.Obj) JsonText.parse(out.toString(UTF_8))).list("imported"))
        .containsExactly(Json.of("first"), Json.of("last"));
  }
}
