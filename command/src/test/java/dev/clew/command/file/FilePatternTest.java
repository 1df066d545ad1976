package dev.clew.command.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.Setting;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {
  private static final Path FOLDER = Path.of("/srv/job");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out/*.txt|out/a.txt|true",
        "out/*.txt|out/b/a.txt|false",
        "out/**|out/b/a.txt|true",
        "out/**/*.txt|out/a.txt|true",
        "out/**/*.txt|out/b/c/a.txt|true",
        "**/*.txt|a.txt|true",
        "./a.txt|a.txt|true",
        "a.txt|b/a.txt|false",
        "report.{pdf,html}|report.html|true",
        "../other/*|/srv/other/a|true",
        "/abs/*.log|/abs/x.log|true",
        "/abs/*.log|x.log|false"
      })
  void matches_file_asAShellWould(String pattern, String file, boolean matches) {
    FilePattern glob = FilePattern.of(FOLDER, pattern, Setting.ARTIFACT);
    assertThat(glob.matches(FOLDER.resolve(file))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "out/", "a[", "{a"})
  void of_noPatternOfFiles_isRefused(String pattern) {
    assertThatThrownBy(() -> FilePattern.of(FOLDER, pattern, Setting.ARTIFACT))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("the artifact ");
  }
}
