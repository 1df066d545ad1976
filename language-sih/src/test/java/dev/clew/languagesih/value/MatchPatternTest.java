package dev.clew.languagesih.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchPatternTest {
  @Test
  void fault_ofText_isNullForAPattern() {
    assertThat(MatchPattern.fault("^a+$")).isNull();
    assertThat(MatchPattern.fault("a{2")).isNull();
    assertThat(MatchPattern.fault("[a"))
        .isEqualTo("'expected' is not a pattern of RE2: missing closing ]");
    assertThat(MatchPattern.fault("(?=a)")).startsWith("'expected' is not a pattern of RE2: ");
    assertThat(MatchPattern.fault("(a{1,1000}){1,1000}"))
        .isEqualTo(
            "'expected' is not a pattern that clew takes: its repetitions come to more than"
                + " pattern.size = 2000");
  }

  /// On the stack that a thread has by default.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{0,40}){0,40}",
        "a{0,1000}",
        "(?:(?:a{0,10}){0,10}){0,10}",
        "(a?){250}(a*){250}",
        "a{0,1000}b{0,1000}"
      })
  void fault_withinTheLimits_compilesAndMatches(String pattern) throws Exception {
    Runnable matching =
        () -> {
          assertThat(MatchPattern.fault(pattern)).isNull();
          assertThat(MatchPattern.isIn("a".repeat(2_000) + "b", pattern)).isTrue();
        };
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(null, matching, "usual", 1 << 20);
    thread.setUncaughtExceptionHandler((which, what) -> thrown[0] = what);
    thread.start();
    assertThat(thread.join(Duration.ofMinutes(2))).isTrue();
    assertThat(thrown[0]).isNull();
  }

  @Test
  void fault_deepestGroups_compile() {
    String pattern = "(".repeat(50) + "a{0,1000}" + ")".repeat(50);
    assertThat(MatchPattern.fault(pattern)).isNull();
    assertThat(MatchPattern.isIn("aaa", pattern)).isTrue();
  }
}
