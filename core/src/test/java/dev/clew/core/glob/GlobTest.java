package dev.clew.core.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "x\\[1\\].pdf x[1].pdf true",
        "x\\[1\\].pdf x1.pdf false",
        "x[[]1].pdf x[1].pdf true",
        "\\{a\\,b\\}* {a,b}.txt true",
        "{a\\,b,c}.txt a,b.txt true",
        "a\\*b a*b true",
        "a\\*b aXb false",
        "caf?.txt caf\u00e9.txt true",
        "?.txt \ud83d\ude00.txt true",
        "{a,b}{c,d} bd true",
        "{,x}a a true",
        "[{]a {a true",
      })
  void matches_pathsOfPatterns(String pattern, String path, boolean matches) {
    assertThat(Glob.ofAny(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[",
        "a[]",
        "{a",
        "{a,{b}}",
        "a\\",
        "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"
      })
  void of_noPattern_isRefusedAndStandsForItself(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Glob.ofAny(pattern).matches(pattern)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "x[1].pdf", "a*b?", "{a,b}", "a\\b", "[!a]"})
  void escaped_anyText_matchesItself(String text) {
    assertThat(Glob.of(Glob.escaped(text)).matches(text)).isTrue();
    assertThat(Glob.of(Glob.escaped(text)).matches(text + "x")).isFalse();
  }

  /// Nothing that a producer promises takes for ever.
  @Test
  void matches_manyStars_isLinear() {
    String pattern = "a*".repeat(200) + "b";
    assertThat(Glob.of(pattern).matches("a".repeat(2_000))).isFalse();
  }
}
