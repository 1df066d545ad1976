package dev.clew.core.dossier;

import static dev.clew.core.Detail.all;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.error;
import static dev.clew.core.Detail.with;
import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static dev.clew.core.dossier.CommandRuns.message;
import static dev.clew.core.dossier.CommandRuns.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.Detail;
import dev.clew.core.TestLedger;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.stage.StageEnded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of standard error that are read after the event on standard output that ended the stage
/// which said them.
class LateLineTest {
  private static final String LINE = "curl: (22) The requested URL returned error: 500";

  private static final Detail OUTPUT = with(AnyEvent.STREAM, "stdout");
  private static final Detail TOLERATED = with(StageEnded.OUTCOME, "tolerated");

  private static Detail ended(String stage) {
    return all(OUTPUT, error("exit_22", stage + " ended with 22"));
  }

  private static TestLedger announced() {
    return begun().stageStarted("announce", at(3), OUTPUT);
  }

  private static TestLedger tolerated(TestLedger run) {
    return run.stageCompleted("announce", at(4), TOLERATED, ended("announce"))
        .stageStarted("report", at(4.001), OUTPUT);
  }

  private static TestLedger late(TestLedger run, double time, String stream) {
    return run.event(
        Kind.ERROR,
        at(time),
        message(LINE),
        with(AnyEvent.STREAM, stream),
        read("curl.http_5xx@1", "dependency", "http_5xx"));
  }

  private static Dossier completed(TestLedger run) {
    run.stageCompleted("report", at(8), OUTPUT);
    return dossier(run.runFinished("completed_with_failures", at(9)));
  }

  @ParameterizedTest
  @CsvSource({
    "4.4, stderr, http_5xx, dependency",
    "3.9, stderr, http_5xx, dependency",
    "5, stderr, http_5xx, dependency",
    "5.1, stderr, unknown_failure, unknown",
    "4.4, stdout, unknown_failure, unknown",
  })
  void lineReadAfterItsStage_isTheStagesIfItIsOfTheOtherStreamAndSoon(
      double time, String stream, String failure, String cause) {
    Dossier dossier = completed(late(tolerated(announced()), time, stream));
    assertThat(dossier.failure()).isEqualTo(failure);
    assertThat(dossier.cause().wire()).isEqualTo(cause);
    assertThat(dossier.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier.replayStart()).isEqualTo("announce");
  }

  @Test
  void lineReadAfterItsStage_isQuotedWithIt() {
    assertThat(completed(late(tolerated(announced()), 4.4, "stderr")).blocker())
        .isEqualTo("announce: " + LINE);
  }

  @Test
  void lineOfALaterStageThatFailedToo_isThatStages() {
    TestLedger run = late(tolerated(announced()), 4.4, "stderr");
    run.stageCompleted("report", at(6), TOLERATED, ended("report"));
    Dossier dossier = dossier(run.runFinished("completed_with_failures", at(9)));
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void lineAfterTheLastStage_isTheLastStages() {
    TestLedger run =
        begun().stageStarted("upload", at(3), OUTPUT).stageFailed("upload", at(4), ended("upload"));
    late(run, 4.2, "stderr");
    Dossier dossier = dossier(run.runFinished("failed", at(5), with(RunEnded.EXIT_CODE, 22)));
    assertThat(dossier.failure()).isEqualTo("http_5xx");
    assertThat(dossier.blocker()).isEqualTo("upload: " + LINE);
  }

  @Test
  void lineWithinTheStage_goesBeforeWhatIsReadLater() {
    TestLedger run =
        announced()
            .event(
                Kind.ERROR,
                at(3.5),
                message("denied"),
                with(AnyEvent.STREAM, "stderr"),
                read("a.b@1", "config", "permission_denied"));
    assertThat(completed(late(tolerated(run), 4.4, "stderr")).failure())
        .isEqualTo("permission_denied");
  }
}
