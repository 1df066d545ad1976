package dev.clew.core.replay;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.run.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedTest {
  private static List<String> owed(TestLedger run, String from) {
    RunView view = run.view();
    return ReplayPlanner.of(view, view.attempt(), ReplayAsk.from(from), OnDisk.NOT_LOOKED)
        .owed()
        .stream()
        .map(owed -> owed.code() + ": " + owed.why())
        .toList();
  }

  private static TestLedger begun(Detail... created) {
    return new TestLedger()
        .runCreated(at(1), all(created))
        .runClaimed(at(2))
        .stageStarted("make", at(3));
  }

  private static TestLedger made(TestLedger run) {
    return run.artifactWritten("report", at(4), stage("make"), file("final", "r.pdf"))
        .stageCompleted("make", at(5));
  }

  /// A run that never had a status row or an upload owes none.
  @Test
  void of_runWithoutWriteBack_isItsEndAlone() {
    TestLedger run = made(begun()).runFinished("failed", at(9));
    assertThat(owed(run, "boot")).containsExactly("terminal_event: the run failed");
  }

  @Test
  void of_runThatWasKilled_hasNoEnd() {
    assertThat(owed(begun(), "boot"))
        .containsExactly("terminal_event: nothing says how the run ended");
  }

  @Test
  void of_promisedStatus_isOwed() {
    TestLedger run =
        made(begun(expects(Expects.STATUS_PERSISTED, true))).runFinished("failed", at(9));
    assertThat(owed(run, "boot"))
        .contains("status_row: it was promised, and is not written")
        .hasSize(2);
  }

  @Test
  void of_statusThatAnAttemptBeforeWrote_isOwed() {
    TestLedger run = made(begun()).event(Kind.STATUS_PERSISTED, at(6)).runFinished("failed", at(9));
    assertThat(owed(run, "boot")).contains("status_row: it was written, and is again");
    run.attempt("attempt_2").runQueued(at(20)).runFinished("failed", at(21));
    assertThat(owed(run, "boot")).contains("status_row: an attempt before wrote it");
  }

  @Test
  void of_uploadThatBegan_isOwed() {
    TestLedger run =
        made(begun())
            .stageStarted("put", at(6), with(AnyEvent.WINDOW, "save"))
            .event(Kind.UPLOAD, at(7), stage("put"), artifact("report"))
            .stageFailed("put", at(8))
            .runFinished("failed", at(9));
    assertThat(owed(run, "save"))
        .containsExactly(
            "upload: report (r.pdf) is not uploaded yet", "terminal_event: the run failed");
  }

  /// What was uploaded by a stage that is kept stays where it is.
  @Test
  void of_uploadThatIsDone_isOwedWhenItIsDoneAgain() {
    TestLedger run =
        made(begun())
            .stageStarted("put", at(6), with(AnyEvent.WINDOW, "save"))
            .event(Kind.ARTIFACT_UPLOADED, at(7), stage("put"), artifact("report"))
            .stageCompleted("put", at(8))
            .stageStarted("tell", at(9), with(AnyEvent.WINDOW, "save"))
            .stageFailed("tell", at(10))
            .runFinished("failed", at(11));
    assertThat(owed(run, "tell")).containsExactly("terminal_event: the run failed");
    assertThat(owed(run, "put")).contains("upload: report (r.pdf) was uploaded, and is again");
    assertThat(owed(run, "boot")).contains("upload: report (r.pdf) was uploaded, and is again");
  }
}
