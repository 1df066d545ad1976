package dev.clew.core.run;

import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckResultTest {
  private static @Nullable CheckResult of(Kind kind, @Nullable Json result) {
    return CheckResult.of(new TestLedger().event(kind, with(CheckMade.RESULT, result)).last());
  }

  @Test
  void of_wordsAndBooleans_areTheSame() {
    for (Kind kind : List.of(Kind.ASSERTION_EVALUATED, Kind.VALIDATION_COMPLETED)) {
      assertThat(of(kind, Json.of("passed"))).isEqualTo(CheckResult.PASSED);
      assertThat(of(kind, Json.TRUE)).isEqualTo(CheckResult.PASSED);
      assertThat(of(kind, Json.of("failed"))).isEqualTo(CheckResult.FAILED);
      assertThat(of(kind, Json.FALSE)).isEqualTo(CheckResult.FAILED);
    }
  }

  @Test
  void of_anotherWordOrNone_isUnknown() {
    assertThat(of(Kind.ASSERTION_EVALUATED, null)).isEqualTo(CheckResult.UNKNOWN);
    assertThat(of(Kind.ASSERTION_EVALUATED, Json.of("skipped"))).isEqualTo(CheckResult.UNKNOWN);
  }

  @Test
  void of_anEventThatIsNoCheck_isNull() {
    assertThat(of(Kind.DECISION_EVALUATED, Json.FALSE)).isNull();
  }
}
