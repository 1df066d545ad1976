package dev.clew.core.run;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.fact.AnyEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The duration of a run and the offsets of its stages count from one moment.
class RunClockTest {
  private static @Nullable Duration offset(TestLedger run) {
    return run.view().attempt().stages().getFirst().offset();
  }

  @Test
  void offset_ofAStage_countsFromTheWish() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runStarted(at(4))
            .stageStarted("a", at(6))
            .runFinished("failed", at(7));
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(5));
    assertThat(run.view().attempt().duration()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void offset_measuredByTheProducerFromTheStart_countsFromTheWishToo() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runStarted(at(4))
            .stageStarted("a", at(6), with(AnyEvent.ELAPSED, Duration.ofMillis(2_250)));
    assertThat(offset(run)).isEqualTo(Duration.ofMillis(5_250));
  }

  @Test
  void offset_ofARunThatNobodySaysWhenItWasAskedFor_countsFromItsStart() {
    TestLedger run = new TestLedger().runStarted(at(4)).stageStarted("a", at(6));
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void offset_askedForAfterItsEndByAnotherClock_countsFromItsStart() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(600))
            .runStarted(at(4))
            .stageStarted("a", at(6))
            .runFinished("failed", at(7));
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(2));
    assertThat(run.view().attempt().duration()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void offset_ofTheNextAttempt_countsFromItsOwnWish() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runFinished("failed", at(2))
            .attempt("attempt_2")
            .runQueued(at(10))
            .runStarted(at(11))
            .stageStarted("a", at(13));
    assertThat(offset(run)).isEqualTo(Duration.ofSeconds(3));
  }
}
