package dev.clew.core.absence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "out/*.pdf out/a.pdf true",
        "out/*.pdf out/b/a.pdf false",
        "./out/*.pdf out/a.pdf true",
        "out/** out/b/a.pdf true",
        "out/**/*.pdf out/a.pdf true",
        "out/**/*.pdf out/b/c/a.pdf true",
        "out/**/*.pdf outer/a.pdf false",
        "**/*.pdf a.pdf true",
        "out/report.? out/report.a true",
        "out/report.? out/report./ false",
        "out/*.{pdf,html} out/a.html true",
        "out/*.{pdf,html} out/a.txt false",
        "page_[0-9].png page_7.png true",
        "page_[!0-9].png page_7.png false",
        "page_[ page_[ true",
        "a*b*c*d*e aXbXcXdXe true",
      })
  void matches_pathsOfPatterns(String pattern, String path, boolean matches) {
    assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
  }
}
