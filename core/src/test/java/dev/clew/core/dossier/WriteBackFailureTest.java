package dev.clew.core.dossier;

import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static dev.clew.core.dossier.CommandRuns.exited;
import static dev.clew.core.dossier.CommandRuns.saidError;
import static dev.clew.core.dossier.CommandRuns.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.Expects;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Whether what failed is the write-back of a result, or the work before it.
class WriteBackFailureTest {
  @Test
  void fileThereAndACrash_isNoWriteBack() {
    TestLedger run =
        saidError(
            begun().artifactWritten("rep.txt", at(3), file("final", "rep.txt")),
            "RuntimeError: 1",
            unknown("RuntimeError: 1"));
    Dossier dossier = dossier(exited(run, 1));
    assertThat(dossier.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier.failure()).isEqualTo("unknown_failure");
    assertThat(dossier.blocker()).isEqualTo("RuntimeError: 1 (exit 1)");
    assertThat(dossier.nextActions()).noneMatch(next -> next.text().contains("save"));
  }

  /// Some other stage after the result: what failed is not its write-back.
  @Test
  void stageAfterTheResult_thatIsNotSaving_isActive() {
    TestLedger run =
        new TestLedger()
            .runClaimed(at(1))
            .stageStarted("report", at(2))
            .artifactWritten("r", at(3), file("final", "r"))
            .stageCompleted("report", at(4))
            .stageStarted("notify", at(5))
            .stageFailed("notify", at(6))
            .runFinished("failed", at(7));
    assertThat(dossier(run).phase()).isEqualTo(Phase.ACTIVE);
  }

  /// The result was seen again while it was being saved: the stage decides.
  @Test
  void stageOfTheWriteBack_failed_isSaveWhateverCameBetween() {
    TestLedger run =
        new TestLedger()
            .runClaimed(at(1))
            .artifactWritten("r", at(2), file("final", "r"))
            .stageStarted("status", at(3), with(AnyEvent.WINDOW, "save"))
            .event(
                Kind.ERROR,
                at(4),
                stage("status"),
                with(LogLine.MESSAGE, "HTTP 500"),
                with(LogLine.CAUSE, "dependency"),
                with(LogLine.CODE, "http_5xx"))
            .artifactWritten("r", at(5), file("final", "r"))
            .stageFailed("status", at(6))
            .runFinished("failed", at(7));
    assertThat(dossier(run).phase()).isEqualTo(Phase.SAVE);
    assertThat(dossier(run).failure()).isEqualTo("writeback");
    assertThat(dossier(run).cause()).isEqualTo(Cause.DEPENDENCY);
  }

  @Test
  void resultThere_andItsStatusWasPromised_isAWriteBack() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), expects(Expects.STATUS_PERSISTED, true))
            .runClaimed(at(1))
            .artifactWritten("r", at(2), file("final", "r"))
            .event(Kind.ERROR, at(3), with(LogLine.MESSAGE, "boom"))
            .runFinished("failed", at(4));
    assertThat(dossier(run).failure()).isEqualTo("writeback");
    assertThat(dossier(run).cause()).isEqualTo(Cause.UNKNOWN);
  }

  /// What came to its end and made no result is to be done again from its work, not saved.
  @Test
  void succeeded_withoutItsResult_isNotReplayedFromSave() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), expects(Expects.FINAL_ARTIFACTS, List.of("out/*.html")))
            .runClaimed(at(1))
            .stageStarted("report", at(2))
            .stageCompleted("report", at(3))
            .event(Kind.STATUS_PERSISTED, at(4))
            .runFinished("succeeded", at(5));
    assertThat(dossier(run).failure()).isEqualTo("no_final_artifact");
    assertThat(dossier(run).phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier(run).replayStart().toLowerCase(Locale.ROOT)).isEqualTo("boot");
  }
}
