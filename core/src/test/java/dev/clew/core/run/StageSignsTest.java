package dev.clew.core.run;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.tookMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Stages of which no row says that they started or ended: a producer may only tell of their calls
/// and artifacts, as the seed's own events do.
class StageSignsTest {
  private static TestLedger begun() {
    return new TestLedger().runCreated(at(1)).runClaimed(at(2));
  }

  private static StageView view(TestLedger run, String name) {
    return Objects.requireNonNull(run.view().attempt().stage(StagePath.of(name)));
  }

  private static TestLedger failed(TestLedger run) {
    return run.runFinished("failed", at(50));
  }

  @Test
  void stage_withACallAndARunThatWentOn_isDone() {
    TestLedger run =
        failed(
            begun()
                .event(Kind.TOOL_CALL_COMPLETED, at(3), stage("render"), tookMillis(31))
                .event(Kind.UPLOAD, at(4)));
    assertThat(view(run, "render").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(view(run, "render").reason()).contains("no row says how it ended");
  }

  @Test
  void stage_withAnArtifactInARunThatSucceeded_isDone() {
    TestLedger run =
        begun().artifactWritten("a", at(3), stage("render")).runFinished("succeeded", at(50));
    assertThat(view(run, "render").status()).isEqualTo(StageStatus.SUCCEEDED);
  }

  /// Nothing came after it: it may have been half way.
  @Test
  void stage_thatWasTheLastAtWork_isUnclosed() {
    TestLedger run =
        failed(
            begun()
                .artifactWritten("a", at(3), stage("fetch"))
                .artifactWritten("b", at(4), stage("render")));
    assertThat(view(run, "fetch").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(view(run, "render").status()).isEqualTo(StageStatus.UNCLOSED);
  }

  @Test
  void stage_whoseLastCallFailed_isUnclosed() {
    TestLedger run =
        failed(
            begun()
                .toolCallStarted("t1", at(3), stage("get"))
                .toolCallFailed("t1", at(4), stage("get"))
                .stageStarted("next", at(5)));
    assertThat(view(run, "get").status()).isEqualTo(StageStatus.UNCLOSED);
  }

  @Test
  void stage_thatIsAtWork_isRunning() {
    TestLedger run = begun().event(Kind.TOOL_CALL_COMPLETED, at(3), stage("render"));
    RunView view = run.view(RunView.Writer.PRESENT);
    assertThat(view.attempt().stages().getFirst().status()).isEqualTo(StageStatus.RUNNING);
  }

  @Test
  void stage_thatIsOnlyPlannedOrNamed_isNotReached() {
    TestLedger run =
        failed(
            begun()
                .stagePlanned("one", at(3))
                .stagePlanned("two", at(3))
                .event(Kind.REPLAY_BOUNDARY, at(4), stage("two"))
                .event(Kind.LOG, at(5), stage("two"), summary("waiting")));
    assertThat(view(run, "one").status()).isEqualTo(StageStatus.NOT_REACHED);
    assertThat(view(run, "two").status()).isEqualTo(StageStatus.NOT_REACHED);
  }
}
