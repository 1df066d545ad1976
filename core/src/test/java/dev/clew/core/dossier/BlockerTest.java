package dev.clew.core.dossier;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static dev.clew.core.run.StageStatus.CANCELLED;
import static dev.clew.core.run.StageStatus.FAILED;
import static dev.clew.core.run.StageStatus.NOT_REACHED;
import static dev.clew.core.run.StageStatus.SKIPPED;
import static dev.clew.core.run.StageStatus.SUCCEEDED;
import static dev.clew.core.run.StageStatus.TOLERATED;
import static dev.clew.core.run.StageStatus.UNCLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.stage.StageEnded;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.RunView;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.StageView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockerTest {
  /// A run of stages that came to this, each the one after the other.
  private static RunView run(RunStatus status, StageStatus... stages) {
    TestLedger run = new TestLedger().runCreated();
    Detail failure = all(with(StageEnded.HTTP_STATUS, 402), error("http_402", "HTTP 402"));
    for (int at = 0; at < stages.length; at++) {
      String name = "stage-" + at;
      switch (stages[at]) {
        case SUCCEEDED -> run.stageStarted(name).stageCompleted(name);
        case TOLERATED ->
            run.stageStarted(name)
                .stageCompleted(name, with(StageEnded.OUTCOME, StageEnded.TOLERATED), failure);
        case FAILED -> run.stageStarted(name).stageFailed(name, failure);
        case SKIPPED -> run.stageSkipped(name);
        case NOT_REACHED -> run.stagePlanned(name);
        case CANCELLED -> run.stageStarted(name).event(Kind.STAGE_CANCELLED, stage(name));
        case UNCLOSED, RUNNING -> run.stageStarted(name);
      }
    }
    RunView view =
        switch (status) {
          case SUCCEEDED, COMPLETED_WITH_FAILURES, FAILED -> run.runFinished(status.wire()).view();
          case CANCELLED -> run.event(Kind.RUN_CANCELLED).view();
          case LOST -> run.event(Kind.RUN_LOST).view();
          case INTERRUPTED -> run.view();
          case CREATED -> run.view(RunView.Writer.PRESENT);
          case QUEUED -> run.runQueued().view(RunView.Writer.PRESENT);
          case RUNNING -> run.runStarted().view(RunView.Writer.PRESENT);
        };
    assertThat(view.status()).isEqualTo(status);
    assertThat(view.attempt().stages()).extracting(StageView::status).containsExactly(stages);
    return view;
  }

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
        Objects.requireNonNull(Blocker.of(run(run, stages.toArray(StageStatus[]::new))));
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
    Blocker blocker = Objects.requireNonNull(Blocker.of(run(RunStatus.FAILED, stages)));
    assertThat(blocker.consequences()).hasSize(Blocker.MAX_CONSEQUENCES);
    assertThat(blocker.consequences().getFirst().stage().name()).isEqualTo("stage-2");
    assertThat(blocker.more()).isEqualTo(Map.of(NOT_REACHED, 9_998 - Blocker.MAX_CONSEQUENCES));
  }

  @Test
  void of_counts_areByStatus() {
    Blocker blocker =
        Objects.requireNonNull(
            Blocker.of(run(RunStatus.FAILED, SUCCEEDED, SUCCEEDED, FAILED, NOT_REACHED)));
    assertThat(blocker.counts()).isEqualTo(Map.of("succeeded", 2, "failed", 1, "not_reached", 1));
    assertThat(blocker.headline()).isEqualTo("stage-2 answered 402");
    assertThat(blocker.code()).isEqualTo("http_402");
  }

  @Test
  void of_runThatIsNotUnsuccessful_isNull() {
    assertThat(Blocker.of(run(RunStatus.SUCCEEDED, SUCCEEDED, NOT_REACHED))).isNull();
    assertThat(Blocker.of(run(RunStatus.RUNNING, SUCCEEDED, TOLERATED))).isNull();
    assertThat(Blocker.of(run(RunStatus.CREATED, SUCCEEDED, TOLERATED))).isNull();
    assertThat(Blocker.of(run(RunStatus.QUEUED, SUCCEEDED, TOLERATED))).isNull();
  }

  @Test
  void of_noStageSaysAnything_isNull() {
    assertThat(Blocker.of(run(RunStatus.INTERRUPTED))).isNull();
  }

  @Test
  void of_interruptedBetweenStages_namesTheFirstThatWasNotReached() {
    Blocker blocker =
        Objects.requireNonNull(
            Blocker.of(run(RunStatus.INTERRUPTED, SUCCEEDED, NOT_REACHED, NOT_REACHED)));
    assertThat(blocker.stage().name()).isEqualTo("stage-1");
    assertThat(blocker.severity()).isEqualTo(NOT_REACHED);
  }
}
