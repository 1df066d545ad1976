package dev.clew.execution.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Advice;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import dev.clew.core.Setting;
import dev.clew.core.event.Kind;
import dev.clew.core.event.StagePath;
import dev.clew.core.fact.stage.Mock;
import dev.clew.core.fact.stage.StageStarted;
import dev.clew.core.replay.TestWords;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageView;
import dev.clew.engine.context.RunSettings;
import dev.clew.engine.evidence.Capture;
import dev.clew.execution.MockSource;
import dev.clew.runs.FoundAttempt;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedMocksTest {
  private static final RunSettings.Modes MOCKED = new RunSettings.Modes(true, false, false, null);

  private final TestRuns runs;

  RecordedMocksTest() throws IOException {
    runs = new TestRuns();
  }

  @AfterEach
  void stop() {
    runs.close();
  }

  private MockSource recorded(boolean callsOthers) {
    MockSource source = RecordedMocks.of(runs.record(Capture.BODIES), "RUN", callsOthers);
    runs.requests.set(0);
    return source;
  }

  private static Verification verified(FoundAttempt run) {
    return Verification.of(run, null, TestWords.WORDS);
  }

  private static StageView stage(FoundAttempt run, String path) {
    return Objects.requireNonNull(run.attempt().stage(StagePath.parse(path)));
  }

  @Test
  void answers_standInForCallsAndNothingIsSent() {
    MockSource source = recorded(false);
    FoundAttempt run = runs.record(Capture.BODIES, "[1,2,3]", MOCKED, source.answers());
    assertThat(run.attempt().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(runs.requests.get()).isZero();
    assertThat(run.attempt().toolCalls()).isEmpty();
    assertThat(stage(run, "create").isMocked()).isTrue();
    assertThat(stage(run, "each[2]").isMocked()).isTrue();
    assertThat(run.attempt().rows())
        .filteredOn(row -> row.event().is(Kind.STAGE_STARTED))
        .filteredOn(row -> String.valueOf(row.event().path()).equals("create"))
        .singleElement()
        .satisfies(row -> {
          Mock mock = Objects.requireNonNull(StageStarted.from(row.event()).mock());
          assertThat(mock.source()).isEqualTo("recording");
          assertThat(mock.httpStatus()).isEqualTo(200);
          assertThat(Objects.requireNonNull(row.payload()).text()).isEqualTo("{\"plan\":\"free\"}");
        });
  }

  /// Without the other run.
  @Test
  void mockedRun_isPlayedBackByteForByte() {
    FoundAttempt run = runs.record(Capture.BODIES, "[1,2,3]", MOCKED, recorded(false).answers());
    assertThat(verified(run).drifts()).isEmpty();
    assertThat(verified(run).isIdentical()).isTrue();
  }

  @Test
  void mockedRunWithoutBodies_blocksByName() {
    FoundAttempt run = runs.record(Capture.HEADERS, "[1,2,3]", MOCKED, recorded(false).answers());
    assertThat(verified(run).obstacles())
        .first()
        .isEqualTo(
            new Obstacle(
                "body_not_captured",
                "create",
                "the answer of another run that stood in for its call is not in the ledger; record"
                    + " the run",
                new Remedy.Give(Setting.CAPTURE_BODIES)));
  }

  /// An item more than were recorded is never called, whatever else may be.
  @Test
  void item_thatWasNotRecorded_failsAndIsNotCalled() {
    for (boolean callsOthers : new boolean[] {false, true}) {
      FoundAttempt run =
          runs.record(Capture.BODIES, "[1,2,3,4]", MOCKED, recorded(callsOthers).answers());
      assertThat(runs.requests.get()).isZero();
      assertThat(run.attempt().status()).isEqualTo(RunStatus.FAILED);
      assertThat(String.valueOf(stage(run, "each[3]").error()))
          .contains("not_recorded", "the recording of run_recorded has no answer for each[3]");
      assertThat(verified(run).isIdentical()).isTrue();
    }
  }

  @Test
  void stage_thatTheRecordingDoesNotKnow_isRefusedUnlessOthersAreCalled() {
    assertThat(recorded(true).answers().refused(StagePath.of("other"))).isNull();
    assertThat(recorded(false).answers().refused(StagePath.of("other"))).isNotNull();
    assertThat(recorded(false).stages()).contains("create", "each").doesNotContain("premium");
  }

  @Test
  void source_isNamedWithItsDigest() {
    MockSource source = recorded(false);
    assertThat(source.facts().runId()).isEqualTo("run_recorded");
    assertThat(source.facts().contentRoot()).hasSize(64);
    assertThat(source.facts().attempt()).isEqualTo(1);
  }

  @Test
  void recordingWithoutBodies_isRefusedByTheNamesOfItsStages() {
    FoundAttempt run = runs.record(Capture.HEADERS);
    assertThatThrownBy(() -> RecordedMocks.of(run, "RUN", false))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused)
                  .hasMessageStartingWith(
                      "RUN: the bodies of its answers are not in its ledger (create, each")
                  .hasMessageEndingWith("; record it");
              assertThat(refused.advice())
                  .extracting(Advice::remedy)
                  .containsExactly(new Remedy.Give(Setting.CAPTURE_BODIES));
            });
  }
}
