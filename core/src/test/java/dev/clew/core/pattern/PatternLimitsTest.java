package dev.clew.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "((",
        "a{2",
        "{1000}",
        "^[A-Za-z0-9._%+-]{1,64}@[a-z]{1,255}$",
        "(?i)(?P<year>\\d{4})-\\d{2}",
        "[[:alpha:]{1000}]{10}",
        "\\p{Greek}{1000}",
        "\\x{10FFFF}{1000}",
        "\\Q{1000}{1000}\\E",
        "(a{1,10}){100}",
        "a{0,999}|b{0,1000}",
        ")))",
        "[",
        "\\",
      })
  void fault_ordinary_isNone(String pattern) {
    assertThat(PatternLimits.fault(pattern)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1,1000}){1,1000}){1,1000}",
        "(a{1,1000}){1,1000}",
        "(?:a{101}){100}",
        "((ab){1000,}){5}",
        "(x(y{500}){7}){3}",
        "a{99999999999999999999}",
        "a{1000}|a{1000}",
        "(a?){501}",
      })
  void fault_repetitionsOfRepetitions_areOverTheSize(String pattern) {
    assertThat(PatternLimits.fault(pattern))
        .isEqualTo("its repetitions come to more than pattern.size = 2000");
  }

  @Test
  void fault_nestedGroups_areOverTheDepth() {
    assertThat(PatternLimits.fault("(".repeat(50) + "a" + ")".repeat(50))).isNull();
    assertThat(PatternLimits.fault("(?:".repeat(51) + "a" + ")".repeat(51)))
        .isEqualTo("its groups are nested deeper than pattern.depth = 50");
  }

  @Test
  void fault_long_isOverTheLength() {
    assertThat(PatternLimits.fault("\\.".repeat(2_000))).isNull();
    assertThat(PatternLimits.fault("a".repeat(4_001)))
        .isEqualTo("it has 4001 characters, over pattern.chars = 4000");
  }
}
