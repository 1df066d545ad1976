package dev.clew.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A stage with tries lasts from its first start to its end.
class StageSpanTest {
  private static StageView stage(TestRun run) {
    return RunView.of(run.rows(), RunView.Writer.ABSENT).attempt().stages().getFirst();
  }

  @Test
  void duration_ofTwoTries_isFromTheFirstStartAsMeasured() {
    StageView stage =
        stage(
            new TestRun("r")
                .event("13:00:00", "stage_started", "stage", "c", "try", 1, "elapsed_ms", 100)
                .event(
                    "13:00:00.1",
                    "stage_retry_scheduled",
                    "stage",
                    "c",
                    "try",
                    1,
                    "took_ms",
                    5,
                    "delay_ms",
                    700)
                .event("13:00:09", "stage_started", "stage", "c", "try", 2, "elapsed_ms", 842)
                .event("13:00:09.1", "stage_completed", "stage", "c", "try", 2, "took_ms", 37));
    assertThat(stage.duration()).isEqualTo(Duration.ofMillis(779));
    assertThat(stage.tries().getFirst().duration()).isEqualTo(Duration.ofMillis(5));
    assertThat(stage.tries().getLast().duration()).isEqualTo(Duration.ofMillis(37));
  }

  @Test
  void duration_ofTwoTriesThatNobodyMeasured_isTheDistanceOfTheTimes() {
    TestRun run =
        new TestRun("r")
            .event("13:00:00", "stage_started", "stage", "c", "try", 1)
            .event("13:00:01", "stage_retry_scheduled", "stage", "c", "try", 1)
            .event("13:00:02", "stage_started", "stage", "c", "try", 2);
    assertThat(stage(run).duration()).isNull();
    assertThat(
            stage(run.event("13:00:02.5", "stage_failed", "stage", "c", "try", 2, "took_ms", 500))
                .duration())
        .isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void duration_ofOneTry_isWhatItsEndSays() {
    assertThat(
            stage(
                    new TestRun("r")
                        .event("13:00:00", "stage_started", "stage", "c", "elapsed_ms", 100)
                        .event("13:00:09", "stage_completed", "stage", "c", "took_ms", 37))
                .duration())
        .isEqualTo(Duration.ofMillis(37));
  }
}
