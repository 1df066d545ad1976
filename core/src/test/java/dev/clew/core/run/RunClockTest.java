package dev.clew.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The duration of a run and the offsets of its stages count from one moment.
class RunClockTest {
  private static @Nullable Duration offset(TestRun run) {
    return run.view().attempt().stages().getFirst().offset();
  }

  @Test
  void offset_ofAStage_countsFromTheWish() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(4, "run_started")
            .event(6, "stage_started", "stage", "a")
            .event(7, "run_finished", "status", "failed");
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(5));
    assertThat(run.view().attempt().duration()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void offset_measuredByTheProducerFromTheStart_countsFromTheWishToo() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(4, "run_started")
            .event(6, "stage_started", "stage", "a", "elapsed_ms", 2_250);
    assertThat(offset(run)).isEqualTo(Duration.ofMillis(5_250));
  }

  @Test
  void offset_ofARunThatNobodySaysWhenItWasAskedFor_countsFromItsStart() {
    TestRun run =
        new TestRun("run_1").event(4, "run_started").event(6, "stage_started", "stage", "a");
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void offset_askedForAfterItsEndByAnotherClock_countsFromItsStart() {
    TestRun run =
        new TestRun("run_1")
            .event("00:10:00", "run_created")
            .event(4, "run_started")
            .event(6, "stage_started", "stage", "a")
            .event(7, "run_finished", "status", "failed");
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(2));
    assertThat(run.view().attempt().duration()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void offset_ofTheNextAttempt_countsFromItsOwnWish() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_finished", "status", "failed")
            .attempt("attempt_2")
            .event(10, "run_queued")
            .event(11, "run_started")
            .event(13, "stage_started", "stage", "a");
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(3));
  }
}
