package dev.clew.core.dossier;

import static dev.clew.core.run.StageStatus.CANCELLED;
import static dev.clew.core.run.StageStatus.FAILED;
import static dev.clew.core.run.StageStatus.NOT_REACHED;
import static dev.clew.core.run.StageStatus.SKIPPED;
import static dev.clew.core.run.StageStatus.SUCCEEDED;
import static dev.clew.core.run.StageStatus.TOLERATED;
import static dev.clew.core.run.StageStatus.UNCLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockerTest {
  static List<Arguments> priorities() {
    return List.of(
        Arguments.of(RunStatus.FAILED, List.of(SUCCEEDED, TOLERATED, FAILED, NOT_REACHED), 2),
        Arguments.of(RunStatus.FAILED, List.of(FAILED, FAILED), 0),
        Arguments.of(RunStatus.FAILED, List.of(TOLERATED, UNCLOSED, FAILED), 2),
        Arguments.of(RunStatus.INTERRUPTED, List.of(TOLERATED, UNCLOSED, NOT_REACHED), 1),
        Arguments.of(RunStatus.CANCELLED, List.of(TOLERATED, CANCELLED, NOT_REACHED), 1),
        Arguments.of(
            RunStatus.COMPLETED_WITH_FAILURES,
            List.of(SUCCEEDED, TOLERATED, SKIPPED, TOLERATED),
            1));
  }

  @ParameterizedTest
  @MethodSource("priorities")
  void of_severalUnsuccessfulStages_takesTheRootAndNotAFollower(
      RunStatus run, List<StageStatus> stages, int expected) {
    Blocker blocker =
        Objects.requireNonNull(Blocker.of(TestViews.run(run, stages.toArray(StageStatus[]::new))));
    assertThat(blocker.stage().name()).isEqualTo("stage-" + expected);
    assertThat(blocker.severity()).isEqualTo(stages.get(expected));
    assertThat(blocker.consequences())
        .extracting(consequence -> consequence.stage().name())
        .containsExactlyElementsOf(after(expected, stages.size()));
  }

  private static List<String> after(int blocker, int stages) {
    return IntStream.range(blocker + 1, stages).mapToObj(at -> "stage-" + at).toList();
  }

  @Test
  void of_tenThousandStagesNotReached_namesTheFirstAndCountsTheOthers() {
    StageStatus[] stages = new StageStatus[10_000];
    Arrays.fill(stages, NOT_REACHED);
    stages[0] = SUCCEEDED;
    stages[1] = FAILED;
    Blocker blocker = Objects.requireNonNull(Blocker.of(TestViews.run(RunStatus.FAILED, stages)));
    assertThat(blocker.consequences()).hasSize(Blocker.MAX_CONSEQUENCES);
    assertThat(blocker.consequences().getFirst().stage().name()).isEqualTo("stage-2");
    assertThat(blocker.more()).isEqualTo(Map.of(NOT_REACHED, 9_998 - Blocker.MAX_CONSEQUENCES));
  }

  @Test
  void of_counts_areByStatus() {
    Blocker blocker =
        Objects.requireNonNull(
            Blocker.of(TestViews.run(RunStatus.FAILED, SUCCEEDED, SUCCEEDED, FAILED, NOT_REACHED)));
    assertThat(blocker.counts()).isEqualTo(Map.of("succeeded", 2, "failed", 1, "not_reached", 1));
    assertThat(blocker.headline()).isEqualTo("stage-2 answered 402");
    assertThat(blocker.code()).isEqualTo("http_402");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "RUNNING", "CREATED", "QUEUED"})
  void of_runThatIsNotUnsuccessful_isNull(RunStatus status) {
    assertThat(Blocker.of(TestViews.run(status, SUCCEEDED, TOLERATED))).isNull();
  }

  @Test
  void of_noStageSaysAnything_isNull() {
    assertThat(Blocker.of(TestViews.run(RunStatus.INTERRUPTED))).isNull();
  }

  @Test
  void of_interruptedBetweenStages_namesTheFirstThatWasNotReached() {
    Blocker blocker =
        Objects.requireNonNull(
            Blocker.of(TestViews.run(RunStatus.INTERRUPTED, SUCCEEDED, NOT_REACHED, NOT_REACHED)));
    assertThat(blocker.stage().name()).isEqualTo("stage-1");
    assertThat(blocker.severity()).isEqualTo(NOT_REACHED);
  }
}
