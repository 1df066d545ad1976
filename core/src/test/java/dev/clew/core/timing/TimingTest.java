package dev.clew.core.timing;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.with;
import static dev.clew.core.Detail.wraps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Windows go by what events say of their time, and not by the order in which rows came.
class TimingTest {
  private static final Detail CHILD = with(AnyEvent.REPORTED_BY, "child");

  private static Timing timing(TestLedger run) {
    return Timing.of(run.view().attempt());
  }

  private static List<Absence.Code> absences(TestLedger run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  private static TestLedger begun() {
    return new TestLedger().runCreated(at(1)).runClaimed(at(2)).stageStarted("render", at(3));
  }

  private static Detail report(String checksum) {
    return all(
        artifact("report"), file("final", "out/r.html"), with(ArtifactWritten.CHECKSUM, checksum));
  }

  /// Who looks at the files sees later what the command has said of the same bytes.
  @Test
  void save_resultSeenAgainAfterTheStatusRow_isAsItWasWritten() {
    TestLedger run =
        begun()
            .event(Kind.ARTIFACT_WRITTEN, at(5), report("sha256:aa"))
            .event(Kind.STATUS_PERSISTED, at(9))
            .event(Kind.ARTIFACT_WRITTEN, at(11), report("sha256:aa"))
            .runFinished("succeeded", at(12));

    Window save = timing(run).save();

    assertThat(save.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(save.backwards()).isNull();
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(2));
  }

  /// Bytes that came after the status row were not what it is about.
  @Test
  void save_otherBytesAfterTheStatusRow_doNotTurnTheClockBack() {
    TestLedger run =
        begun()
            .event(Kind.ARTIFACT_WRITTEN, at(5), report("sha256:aa"))
            .event(Kind.STATUS_PERSISTED, at(9))
            .event(Kind.ARTIFACT_WRITTEN, at(11), report("sha256:bb"))
            .runFinished("succeeded", at(12));
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(timing(run).save().backwards()).isNull();
  }

  @Test
  void save_theOnlyResultAfterTheStatusRow_endsWithTheRun() {
    TestLedger run =
        new TestLedger()
            .runClaimed(at(1))
            .event(Kind.STATUS_PERSISTED, at(9))
            .event(Kind.ARTIFACT_WRITTEN, at(11), report("sha256:aa"))
            .runFinished("succeeded", at(12));
    assertThat(timing(run).save().backwards()).isNull();
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(1));
  }

  /// Of a run that is no replay, the missing work would be an absence.
  @Test
  void boot_replayThatBeginsWithTheWriteBack_endsThere() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runStarted(at(2), with(AttemptStarted.REPLAY_FROM, "save"))
            .stageStarted("upload", at(5), with(AnyEvent.WINDOW, "save"))
            .stageCompleted("upload", at(8))
            .event(Kind.STATUS_PERSISTED, at(9))
            .runFinished("succeeded", at(10));

    Timing timing = timing(run);

    assertThat(timing.boot().duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(timing.active().duration()).isEqualTo(Duration.ZERO);
    assertThat(timing.save().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(absences(run)).isEmpty();
  }

  /// The row of the write came after that of the status, and says itself that it was before.
  @Test
  void windows_rowsInAnotherOrderThanTheirTimes_areThoseOfTheTimes() {
    TestLedger inOrder =
        new TestLedger()
            .runClaimed(at(2))
            .stageStarted("render", at(3), CHILD)
            .event(Kind.ARTIFACT_WRITTEN, at(5), report("sha256:aa"), CHILD)
            .event(Kind.STATUS_PERSISTED, at(9), CHILD)
            .runFinished("succeeded", at(12));
    TestLedger late =
        new TestLedger()
            .runClaimed(at(2))
            .event(Kind.STATUS_PERSISTED, at(9), CHILD)
            .event(Kind.ARTIFACT_WRITTEN, at(5), report("sha256:aa"), CHILD)
            .stageStarted("render", at(3), CHILD)
            .runFinished("succeeded", at(12));
    assertThat(durations(late)).isEqualTo(durations(inOrder));
    assertThat(durations(late))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  private static List<Duration> durations(TestLedger run) {
    Timing timing = timing(run);
    return java.util.stream.Stream.of(timing.boot(), timing.active(), timing.save())
        .map(Window::duration)
        .map(java.util.Objects::requireNonNull)
        .toList();
  }

  /// The same clock, read twice: it did go back.
  @Test
  void boot_clockOfTheProducerWentBack_isFlaggedAndHasNoLength() {
    TestLedger run =
        new TestLedger()
            .runClaimed(at(100))
            .stageStarted("render", at(10))
            .runFinished("failed", at(20));
    Window boot = timing(run).boot();
    assertThat(boot.duration()).isNull();
    assertThat(boot.backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(90), Backwards.Why.CLOCK_WENT_BACK));
  }

  /// Neither clock went back: the one that the claim was read from is ahead of the other.
  @Test
  void boot_readFromTwoClocks_saysThatTheyDiffer() {
    TestLedger run =
        new TestLedger()
            .producer("scheduler")
            .runClaimed(at(100))
            .producer("worker-1")
            .stageStarted("render", at(10))
            .runFinished("failed", at(20));
    Window boot = timing(run).boot();
    assertThat(boot.duration()).isNull();
    assertThat(boot.backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(90), Backwards.Why.CLOCKS_DIFFER));
  }

  /// A time that somebody said was read from nobody knows which clock.
  @Test
  void queue_askedForLaterThanItWasClaimed_saysThatTheClocksDiffer() {
    TestLedger run =
        new TestLedger()
            .runCreated(
                at(10), with(RunCreated.CREATED_AT, Timestamp.parse("2026-11-22T00:00:30Z")))
            .runClaimed(at(11))
            .runFinished("failed", at(20));
    assertThat(timing(run).queue().backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(19), Backwards.Why.CLOCKS_DIFFER));
  }

  /// The clock went on: the work was told before the claim.
  @Test
  void boot_workBeforeTheClaim_isOutOfOrder() {
    TestLedger run =
        new TestLedger()
            .stageStarted("render", at(10))
            .runClaimed(at(12))
            .runFinished("failed", at(20));
    assertThat(timing(run).boot().backwards())
        .isEqualTo(new Backwards(Duration.ofSeconds(2), Backwards.Why.OUT_OF_ORDER));
  }

  /// The engine's output file is where the result is kept; nothing else was to save it.
  @Test
  void save_resultThatIsKeptWhereItIsWritten_owesNoWriteBack() {
    TestLedger run =
        begun()
            .stageFailed("render", at(5))
            .artifactWritten(
                "output",
                at(6),
                file("final", "a.workflow.output"),
                with(ArtifactWritten.PERSISTED, true))
            .runFinished("failed", at(7));
    assertThat(timing(run).save().status()).isEqualTo(Window.Status.CLOSED);
    assertThat(timing(run).save().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(absences(run)).isEmpty();
  }

  /// A shell makes the file before the command starts.
  @Test
  void save_fileSeenBesideACommandThatFailed_isNoResult() {
    TestLedger run = wrapped().runFinished("failed", at(9), with(RunEnded.EXIT_CODE, 1));
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(timing(run).save().status()).isEqualTo(Window.Status.NOT_DUE);
    assertThat(timing(run).boundaries().finalArtifactWritten()).isFalse();
    assertThat(absences(run)).doesNotContain(Absence.Code.NO_STATUS_WRITE_BACK);
  }

  @Test
  void save_fileSeenBesideACommandThatWentWell_isItsResult() {
    TestLedger run = wrapped().runFinished("succeeded", at(9), with(RunEnded.EXIT_CODE, 0));
    assertThat(timing(run).active().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timing(run).boundaries().finalArtifactWritten()).isTrue();
  }

  private static TestLedger wrapped() {
    return new TestLedger()
        .runClaimed(at(1))
        .toolCallStarted("t1", at(2), wraps())
        .event(Kind.ARTIFACT_WRITTEN, at(3), report("sha256:aa"))
        .toolCallCompleted("t1", at(8));
  }

  private static TestLedger command() {
    return new TestLedger()
        .runCreated(at(1))
        .runClaimed(at(1))
        .toolCallStarted("t1", at(4), wraps());
  }

  private static TestLedger exited(TestLedger run, int at, int over) {
    return run.toolCallFailed("t1", at(at), with(ToolCallEnded.EXIT_CODE, 3))
        .runFinished("failed", at(over), with(RunEnded.EXIT_CODE, 3));
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
    TestLedger run = command().stageStarted("s1", at(5), CHILD);
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
    TestLedger run = begun().runFinished("succeeded", at(12));
    assertThat(timing(run).clewsOwn()).isZero();
    assertThat(timing(run).told()).contains(timing(run).queue());
  }

  /// What clew lists after the end is no time of the run.
  @Test
  void openWindow_ofARunThatHasEnded_lastsAtLeastToItsEnd() {
    TestLedger run =
        begun()
            .stageStarted("upload", at(4), with(AnyEvent.WINDOW, "save"))
            .runFinished("failed", at(6))
            .event(Kind.WORKSPACE_SNAPSHOTTED, at(9));
    assertThat(timing(run).save().atLeast()).isEqualTo(Duration.ofSeconds(3));
  }
}
