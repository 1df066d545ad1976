package dev.clew.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckResultTest {
  private static @Nullable CheckResult of(String kind, Object... attributes) {
    return CheckResult.of(new TestRun("run_1").event(1, kind, attributes).rows().getLast().event());
  }

  @Test
  void of_wordsAndBooleans_areTheSame() {
    for (String kind : new String[] {"assertion_evaluated", "validation_completed"}) {
      assertThat(of(kind, "result", "passed")).isEqualTo(CheckResult.PASSED);
      assertThat(of(kind, "result", Json.TRUE)).isEqualTo(CheckResult.PASSED);
      assertThat(of(kind, "result", "failed")).isEqualTo(CheckResult.FAILED);
      assertThat(of(kind, "result", Json.FALSE)).isEqualTo(CheckResult.FAILED);
    }
  }

  @Test
  void of_anotherWordOrNone_isUnknown() {
    assertThat(of("assertion_evaluated")).isEqualTo(CheckResult.UNKNOWN);
    assertThat(of("assertion_evaluated", "result", "skipped")).isEqualTo(CheckResult.UNKNOWN);
  }

  @Test
  void of_anEventThatIsNoCheck_isNull() {
    assertThat(of("decision_evaluated", "result", Json.FALSE)).isNull();
  }
}
