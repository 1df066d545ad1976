package dev.clew.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.logs.framing.Limits;
import dev.clew.logs.rules.LogRule;
import dev.clew.logs.rules.RuleFile;
import dev.clew.logs.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// docs/logs.md says what is true.
class DocumentationTest {
  private static String page(String name) throws IOException {
    String root = Objects.requireNonNull(System.getProperty("clew.root"), "clew.root");
    return Files.readString(Path.of(root, "docs", name));
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }

  @Test
  void example_asWritten_givesWhatItSays() throws IOException {
    String page = page("logs.md");
    Rules rules =
        Rules.builtIn().with(RuleFile.read("docs/logs.md", between(page, "```yaml\n", "```")));
    String line = between(page, "```\n\n", "\n\nbecomes").strip();
    LogRecord record = Reading.of(line, rules).getFirst();
    assertThat(
            "%s %s %s/%s %s %s"
                .formatted(
                    record.kind(),
                    Objects.requireNonNull(record.severity()).wire(),
                    record.cause(),
                    record.code(),
                    record.rule(),
                    record.captures().toString().replaceAll("[{}]", "")))
        .isEqualTo(between(page, "becomes\n\n", "\n\n").strip());
  }

  @Test
  void limits_asWritten_areThoseOfTheCode() throws IOException {
    String limits = between(page("logs.md"), "## Limits", "| `MAX_FILE_CHARS`");
    assertThat(limits)
        .contains("`MAX_LINE_BYTES` | " + Limits.MAX_LINE_BYTES / 1024 + " KiB")
        .contains(
            "| %d KiB, %,d |".formatted(Limits.MAX_RECORD_BYTES / 1024, Limits.MAX_RECORD_LINES))
        .contains("`MAX_SUBJECT_BYTES` | " + Rules.MAX_SUBJECT_BYTES / 1024 + " KiB")
        .contains("`MAX_TEXT_BYTES` | " + LogRecord.MAX_TEXT_BYTES / 1024 + " KiB")
        .contains(
            "| %,d, %d, %d |"
                .formatted(
                    LogRecord.MAX_MESSAGE_CHARS,
                    LogRecord.MAX_CAPTURE_CHARS,
                    LogRecord.MAX_SUMMARY_CHARS))
        .contains("`MAX_LINKS` | " + CauseChain.MAX_LINKS + " ");
  }

  @Test
  void causes_asWritten_areThoseOfTheCode() throws IOException {
    String causes = between(page("events.md"), "`cause` is one of `", "`.");
    assertThat(causes.split("\\s+")).containsExactlyElementsOf(LogRule.CAUSES);
  }
}
