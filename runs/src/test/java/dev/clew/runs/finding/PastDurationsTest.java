package dev.clew.runs.finding;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.tookMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.run.RunView;
import dev.clew.runs.finding.PastDurations.Spread;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastDurationsTest {
  private static RunView run(String status, long upload) {
    return new TestLedger()
        .runCreated(at(0))
        .runStarted(at(0))
        .stageStarted("upload", at(1))
        .stageCompleted("upload", at(2), tookMillis(upload))
        .stageStarted("skipped", at(2))
        .stageSkipped("skipped", at(2))
        .runFinished(status, at((double) upload))
        .view();
  }

  @Test
  void of_goodRuns_areTheirMiddleAndTheirUpperEnd() {
    PastDurations past =
        PastDurations.of(List.of(run("succeeded", 3), run("succeeded", 1), run("succeeded", 20)));

    assertThat(past.stages())
        .containsExactly(
            java.util.Map.entry(
                "upload", new Spread(3, Duration.ofMillis(3), Duration.ofMillis(20))));
    assertThat(past.run()).isEqualTo(new Spread(3, Duration.ofSeconds(3), Duration.ofSeconds(20)));
  }

  @Test
  void of_runsThatFailed_isNothing() {
    assertThat(PastDurations.of(List.of(run("failed", 3)))).isEqualTo(PastDurations.NONE);
    assertThat(PastDurations.of(List.of())).isEqualTo(PastDurations.NONE);
  }
}
