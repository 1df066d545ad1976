package dev.clew.core.run;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.stage.RetryScheduled;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A stage with tries lasts from its first start to its end.
class StageSpanTest {
  private static StageView view(TestLedger run) {
    return run.view().attempt().stages().getFirst();
  }

  @Test
  void duration_ofTwoTries_isFromTheFirstStartAsMeasured() {
    StageView stage =
        view(
            new TestLedger()
                .stageStarted("c#1", at("13:00:00"), with(AnyEvent.ELAPSED, Duration.ofMillis(100)))
                .stageRetryScheduled(
                    "c#1",
                    at("13:00:00.1"),
                    tookMillis(5),
                    with(RetryScheduled.DELAY, Duration.ofMillis(700)))
                .stageStarted("c#2", at("13:00:09"), with(AnyEvent.ELAPSED, Duration.ofMillis(842)))
                .stageCompleted("c#2", at("13:00:09.1"), tookMillis(37)));
    assertThat(stage.duration()).isEqualTo(Duration.ofMillis(779));
    assertThat(stage.tries().getFirst().duration()).isEqualTo(Duration.ofMillis(5));
    assertThat(stage.tries().getLast().duration()).isEqualTo(Duration.ofMillis(37));
  }

  @Test
  void duration_ofTwoTriesThatNobodyMeasured_isTheDistanceOfTheTimes() {
    TestLedger run =
        new TestLedger()
            .stageStarted("c#1", at("13:00:00"))
            .stageRetryScheduled("c#1", at("13:00:01"))
            .stageStarted("c#2", at("13:00:02"));
    assertThat(view(run).duration()).isNull();
    assertThat(view(run.stageFailed("c#2", at("13:00:02.5"), tookMillis(500))).duration())
        .isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void duration_ofOneTry_isWhatItsEndSays() {
    assertThat(
            view(new TestLedger()
                    .stageStarted(
                        "c", at("13:00:00"), with(AnyEvent.ELAPSED, Duration.ofMillis(100)))
                    .stageCompleted("c", at("13:00:09"), tookMillis(37)))
                .duration())
        .isEqualTo(Duration.ofMillis(37));
  }
}
