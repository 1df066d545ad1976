package dev.clew.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.event.StagePath;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Stages of which no row says that they started or ended: a producer may only tell of their calls
/// and artifacts, as the seed's own events do.
class StageSignsTest {
  private static TestRun begun() {
    return new TestRun("run_1").event(1, "run_created").event(2, "run_claimed");
  }

  private static StageView stage(TestRun run, String name) {
    return Objects.requireNonNull(run.view().attempt().stage(StagePath.of(name)));
  }

  private static TestRun failed(TestRun run) {
    return run.event(50, "run_finished", "status", "failed");
  }

  @Test
  void stage_withACallAndARunThatWentOn_isDone() {
    TestRun run =
        failed(
            begun()
                .event(3, "tool_call_completed", "stage", "render", "took_ms", 31)
                .event(4, "upload"));
    assertThat(stage(run, "render").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(stage(run, "render").reason()).contains("no row says how it ended");
  }

  @Test
  void stage_withAnArtifactInARunThatSucceeded_isDone() {
    TestRun run =
        begun()
            .event(3, "artifact_written", "stage", "render", "artifact", "a")
            .event(50, "run_finished", "status", "succeeded");
    assertThat(stage(run, "render").status()).isEqualTo(StageStatus.SUCCEEDED);
  }

  /// Nothing came after it: it may have been half way.
  @Test
  void stage_thatWasTheLastAtWork_isUnclosed() {
    TestRun run =
        failed(
            begun()
                .event(3, "artifact_written", "stage", "fetch", "artifact", "a")
                .event(4, "artifact_written", "stage", "render", "artifact", "b"));
    assertThat(stage(run, "fetch").status()).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(stage(run, "render").status()).isEqualTo(StageStatus.UNCLOSED);
  }

  @Test
  void stage_whoseLastCallFailed_isUnclosed() {
    TestRun run =
        failed(
            begun()
                .event(3, "tool_call_started", "stage", "get", "tool_call_id", "t1")
                .event(4, "tool_call_failed", "stage", "get", "tool_call_id", "t1")
                .event(5, "stage_started", "stage", "next"));
    assertThat(stage(run, "get").status()).isEqualTo(StageStatus.UNCLOSED);
  }

  @Test
  void stage_thatIsAtWork_isRunning() {
    TestRun run = begun().event(3, "tool_call_completed", "stage", "render");
    RunView view = RunView.of(run.rows(), RunView.Writer.PRESENT);
    assertThat(view.attempt().stages().getFirst().status()).isEqualTo(StageStatus.RUNNING);
  }

  @Test
  void stage_thatIsOnlyPlannedOrNamed_isNotReached() {
    TestRun run =
        failed(
            begun()
                .event(3, "stage_planned", "stage", "one")
                .event(3, "stage_planned", "stage", "two")
                .event(4, "replay_boundary", "stage", "two")
                .event(5, "log", "stage", "two", "summary", "waiting"));
    assertThat(stage(run, "one").status()).isEqualTo(StageStatus.NOT_REACHED);
    assertThat(stage(run, "two").status()).isEqualTo(StageStatus.NOT_REACHED);
  }
}
