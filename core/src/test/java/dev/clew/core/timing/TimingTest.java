package dev.clew.core.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Windows go by what events say of their time, and not by the order in which rows came.
class TimingTest {
  private static Timing timing(TestRun run) {
    return Timing.of(run.view().attempt());
  }

  private static List<Absence.Code> absences(TestRun run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  private static TestRun begun() {
    return new TestRun("run_1")
        .event(1, "run_created")
        .event(2, "run_claimed")
        .event(3, "stage_started", "stage", "render");
  }

  private static Object[] told(String id, String checksum) {
    return new Object[] {
      "artifact", id, "artifact_kind", "final", "path", "out/r.html", "checksum", checksum
    };
  }

  /// Who looks at the files sees later what the command has said of the same bytes.
  @Test
  void save_resultSeenAgainAfterTheStatusRow_isAsItWasWritten() {
    TestRun run =
        begun()
            .event(5, "artifact_written", told("report", "sha256:aa"))
            .event(9, "status_persisted")
            .event(11, "artifact_written", told("report", "sha256:aa"))
            .event(12, "run_finished", "status", "succeeded");

    Window save = timing(run).save();

    assertThat(save.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(save.backwards()).isNull();
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(2));
  }

  /// Bytes that came after the status row were not what it is about.
  @Test
  void save_otherBytesAfterTheStatusRow_doNotTurnTheClockBack() {
    TestRun run =
        begun()
            .event(5, "artifact_written", told("report", "sha256:aa"))
            .event(9, "status_persisted")
            .event(11, "artifact_written", told("report", "sha256:bb"))
            .event(12, "run_finished", "status", "succeeded");
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(timing(run).save().backwards()).isNull();
  }

  @Test
  void save_theOnlyResultAfterTheStatusRow_endsWithTheRun() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_claimed")
            .event(9, "status_persisted")
            .event(11, "artifact_written", told("report", "sha256:aa"))
            .event(12, "run_finished", "status", "succeeded");
    assertThat(timing(run).save().backwards()).isNull();
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(1));
  }

  /// Of a run that is no replay, the missing work would be an absence.
  @Test
  void boot_replayThatBeginsWithTheWriteBack_endsThere() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(2, "run_started", "replay_from", "save")
            .event(5, "stage_started", "stage", "upload", "window", "save")
            .event(8, "stage_completed", "stage", "upload")
            .event(9, "status_persisted")
            .event(10, "run_finished", "status", "succeeded");

    Timing timing = timing(run);

    assertThat(timing.boot().duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(timing.active().duration()).isEqualTo(Duration.ZERO);
    assertThat(timing.save().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(absences(run)).isEmpty();
  }

  /// The row of the write came after that of the status, and says itself that it was before.
  @Test
  void windows_rowsInAnotherOrderThanTheirTimes_areThoseOfTheTimes() {
    TestRun inOrder =
        new TestRun("run_1")
            .event(2, "run_claimed")
            .event(3, "stage_started", "stage", "render", "reported_by", "child")
            .event(5, "artifact_written", reported("sha256:aa"))
            .event(9, "status_persisted", "reported_by", "child")
            .event(12, "run_finished", "status", "succeeded");
    TestRun late =
        new TestRun("run_1")
            .event(2, "run_claimed")
            .event(9, "status_persisted", "reported_by", "child")
            .event(5, "artifact_written", reported("sha256:aa"))
            .event(3, "stage_started", "stage", "render", "reported_by", "child")
            .event(12, "run_finished", "status", "succeeded");
    assertThat(durations(late)).isEqualTo(durations(inOrder));
    assertThat(durations(late))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  private static Object[] reported(String checksum) {
    return new Object[] {
      "artifact",
      "report",
      "artifact_kind",
      "final",
      "path",
      "out/r.html",
      "checksum",
      checksum,
      "reported_by",
      "child"
    };
  }

  private static List<Duration> durations(TestRun run) {
    Timing timing = timing(run);
    return java.util.stream.Stream.of(timing.boot(), timing.active(), timing.save())
        .map(Window::duration)
        .map(java.util.Objects::requireNonNull)
        .toList();
  }

  /// The same clock, read twice: it did go back.
  @Test
  void boot_clockOfTheProducerWentBack_isFlaggedAndHasNoLength() {
    TestRun run =
        new TestRun("run_1")
            .event(100, "run_claimed")
            .event(10, "stage_started", "stage", "render")
            .event(20, "run_finished", "status", "failed");
    Window boot = timing(run).boot();
    assertThat(boot.duration()).isNull();
    assertThat(boot.backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(90), Backwards.Why.CLOCK_WENT_BACK));
  }

  /// Neither clock went back: the one that the claim was read from is ahead of the other.
  @Test
  void boot_readFromTwoClocks_saysThatTheyDiffer() {
    TestRun run =
        new TestRun("run_1")
            .producer("scheduler")
            .event(100, "run_claimed")
            .producer("worker-1")
            .event(10, "stage_started", "stage", "render")
            .event(20, "run_finished", "status", "failed");
    Window boot = timing(run).boot();
    assertThat(boot.duration()).isNull();
    assertThat(boot.backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(90), Backwards.Why.CLOCKS_DIFFER));
  }

  /// A time that somebody said was read from nobody knows which clock.
  @Test
  void queue_askedForLaterThanItWasClaimed_saysThatTheClocksDiffer() {
    TestRun run =
        new TestRun("run_1")
            .event(10, "run_created", "created_at", "2026-11-22T00:00:30Z")
            .event(11, "run_claimed")
            .event(20, "run_finished", "status", "failed");
    assertThat(timing(run).queue().backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(19), Backwards.Why.CLOCKS_DIFFER));
  }

  /// The clock went on: the work was told before the claim.
  @Test
  void boot_workBeforeTheClaim_isOutOfOrder() {
    TestRun run =
        new TestRun("run_1")
            .event(10, "stage_started", "stage", "render")
            .event(12, "run_claimed")
            .event(20, "run_finished", "status", "failed");
    assertThat(timing(run).boot().backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(2), Backwards.Why.OUT_OF_ORDER));
  }

  /// The engine's output file is where the result is kept; nothing else was to save it.
  @Test
  void save_resultThatIsKeptWhereItIsWritten_owesNoWriteBack() {
    TestRun run =
        begun()
            .event(5, "stage_failed", "stage", "render")
            .event(
                6,
                "artifact_written",
                "artifact",
                "output",
                "artifact_kind",
                "final",
                "path",
                "a.workflow.output",
                "persisted",
                true)
            .event(7, "run_finished", "status", "failed");
    assertThat(timing(run).save().status()).isEqualTo(Window.Status.CLOSED);
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(absences(run)).isEmpty();
  }

  /// A shell makes the file before the command starts.
  @Test
  void save_fileSeenBesideACommandThatFailed_isNoResult() {
    TestRun run = wrapped().event(9, "run_finished", "status", "failed", "exit_code", 1);
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(timing(run).save().status()).isEqualTo(Window.Status.NOT_DUE);
    assertThat(timing(run).boundaries().finalArtifactWritten()).isFalse();
    assertThat(absences(run)).doesNotContain(Absence.Code.NO_STATUS_WRITE_BACK);
  }

  @Test
  void save_fileSeenBesideACommandThatWentWell_isItsResult() {
    TestRun run = wrapped().event(9, "run_finished", "status", "succeeded", "exit_code", 0);
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timing(run).boundaries().finalArtifactWritten()).isTrue();
  }

  private static TestRun wrapped() {
    return new TestRun("run_1")
        .event(1, "run_claimed")
        .event(2, "tool_call_started", "tool_call_id", "t1", "type", "process", "wraps", true)
        .event(3, "artifact_written", told("rep.txt", "sha256:aa"))
        .event(8, "tool_call_completed", "tool_call_id", "t1");
  }

  private static TestRun command() {
    return new TestRun("run_1")
        .event(1, "run_created")
        .event(1, "run_claimed")
        .event(4, "tool_call_started", "tool_call_id", "t1", "type", "process", "wraps", true);
  }

  private static TestRun exited(TestRun run, int at, int over) {
    return run.event(at, "tool_call_failed", "tool_call_id", "t1", "exit_code", 3)
        .event(over, "run_finished", "status", "failed", "exit_code", 3);
  }

  @Test
  void clewsOwn_ofACommandThatSaysNothing_isAllOfItsBoot() {
    Timing timing = timing(exited(command(), 6, 6));
    assertThat(timing.isClewsOwn(timing.boot())).isTrue();
    assertThat(timing.isClewsOwn(timing.active())).isFalse();
    assertThat(timing.clewsOwn()).isEqualTo(Duration.ofSeconds(3));
    assertThat(timing.told()).containsExactly(timing.boot(), timing.active());
  }

  /// Its boot ends with the first that it tells: the rest of that is the command's.
  @Test
  void clewsOwn_ofACommandThatTellsItsStages_isThePartBeforeItStarted() {
    TestRun run = command().event(5, "stage_started", "stage", "s1", "reported_by", "child");
    Timing timing = timing(exited(run, 6, 8));
    assertThat(timing.boot().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(timing.clewsOwn(timing.boot())).isEqualTo(Duration.ofSeconds(3));
    assertThat(timing.isClewsOwn(timing.boot())).isFalse();
    assertThat(timing.clewsOwn(timing.active())).isEqualTo(Duration.ofSeconds(2));
    assertThat(timing.clewsOwn()).isEqualTo(Duration.ofSeconds(5));
    Duration sum = Duration.ZERO;
    for (Window window : timing.windows()) {
      sum = sum.plus(Objects.requireNonNull(window.duration()));
    }
    assertThat(sum).isEqualTo(timing.total());
  }

  @Test
  void clewsOwn_ofARunThatIsNoCommand_isNothing() {
    TestRun run = begun().event(12, "run_finished", "status", "succeeded");
    assertThat(timing(run).clewsOwn()).isZero();
    assertThat(timing(run).told()).contains(timing(run).queue());
  }

  /// What clew lists after the end is no time of the run.
  @Test
  void openWindow_ofARunThatHasEnded_lastsAtLeastToItsEnd() {
    TestRun run =
        begun()
            .event(4, "stage_started", "stage", "upload", "window", "save")
            .event(6, "run_finished", "status", "failed")
            .event(9, "workspace_snapshotted");
    assertThat(timing(run).save().atLeast()).isEqualTo(Duration.ofSeconds(3));
  }
}
