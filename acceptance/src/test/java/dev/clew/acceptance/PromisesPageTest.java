package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/promises.md`: each promise names the tests that hold it, and they are there.
class PromisesPageTest {
  private static final Path DOCS = Path.of(System.getProperty("clew.root", "..")).resolve("docs");
  private static final Pattern LINK = Pattern.compile("\\[`(\\w+)`]\\(([^)]+)\\)");

  @Test
  void everyPromise_hasATestThatIsThere() throws IOException {
    List<String> promises =
        Files.readAllLines(DOCS.resolve("promises.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| promise |"))
            .toList();

    assertThat(promises).hasSizeGreaterThan(20);
    for (String promise : promises) {
      String[] cells = promise.split(" \\| ?", -1);
      List<MatchResult> tests = LINK.matcher(cells[1]).results().toList();
      assertThat(tests).as(promise).isNotEmpty();
      for (MatchResult test : tests) {
        Path file = DOCS.resolve(test.group(2)).normalize();
        assertThat(file.getFileName()).hasToString(test.group(1) + ".java");
        assertThat(Files.readString(file)).contains("class " + test.group(1), "Test\n");
      }
    }
  }
}
