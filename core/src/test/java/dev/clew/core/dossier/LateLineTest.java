package dev.clew.core.dossier;

import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of standard error that are read after the event on standard output that ended the stage
/// which said them.
class LateLineTest {
  private static final String LINE = "curl: (22) The requested URL returned error: 500";

  private static TestRun stage(TestRun run, Object time, String kind, String stage, Object... how) {
    Object[] facts = new Object[how.length + 4];
    System.arraycopy(new Object[] {"stage", stage, "stream", "stdout"}, 0, facts, 0, 4);
    System.arraycopy(how, 0, facts, 4, how.length);
    return run.event(time, kind, facts);
  }

  private static Json ended(String stage) {
    return Json.object().put("code", "exit_22").put("message", stage + " ended with 22").build();
  }

  private static TestRun tolerated() {
    TestRun run = stage(begun(), 3, "stage_started", "announce");
    stage(
        run, 4, "stage_completed", "announce", "outcome", "tolerated", "error", ended("announce"));
    return stage(run, "00:00:04.001", "stage_started", "report");
  }

  private static TestRun read(TestRun run, String time, String stream) {
    return run.event(
        time,
        "error",
        "summary",
        LINE,
        "message",
        LINE,
        "stream",
        stream,
        "rule",
        "curl.http_5xx@1",
        "cause",
        "dependency",
        "code",
        "http_5xx");
  }

  private static Dossier completed(TestRun run) {
    stage(run, 8, "stage_completed", "report");
    return dossier(run.event(9, "run_finished", "status", "completed_with_failures"));
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:04.400, stderr, http_5xx, dependency",
    "00:00:03.900, stderr, http_5xx, dependency",
    "00:00:05, stderr, http_5xx, dependency",
    "00:00:05.100, stderr, unknown_failure, unknown",
    "00:00:04.400, stdout, unknown_failure, unknown",
  })
  void lineReadAfterItsStage_isTheStagesIfItIsOfTheOtherStreamAndSoon(
      String time, String stream, String failure, String cause) {
    Dossier dossier = completed(read(tolerated(), time, stream));
    assertThat(dossier.failure()).isEqualTo(failure);
    assertThat(dossier.cause().wire()).isEqualTo(cause);
    assertThat(dossier.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier.replayStart()).isEqualTo("announce");
  }

  @Test
  void lineReadAfterItsStage_isQuotedWithIt() {
    assertThat(completed(read(tolerated(), "00:00:04.400", "stderr")).blocker())
        .isEqualTo("announce: " + LINE);
  }

  @Test
  void lineOfALaterStageThatFailedToo_isThatStages() {
    TestRun run = read(tolerated(), "00:00:04.400", "stderr");
    stage(run, 6, "stage_completed", "report", "outcome", "tolerated", "error", ended("report"));
    Dossier dossier = dossier(run.event(9, "run_finished", "status", "completed_with_failures"));
    assertThat(dossier.cause()).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void lineAfterTheLastStage_isTheLastStages() {
    TestRun run = stage(begun(), 3, "stage_started", "upload");
    stage(run, 4, "stage_failed", "upload", "error", ended("upload"));
    read(run, "00:00:04.200", "stderr");
    Dossier dossier = dossier(run.event(5, "run_finished", "status", "failed", "exit_code", 22));
    assertThat(dossier.failure()).isEqualTo("http_5xx");
    assertThat(dossier.blocker()).isEqualTo("upload: " + LINE);
  }

  @Test
  void lineWithinTheStage_goesBeforeWhatIsReadLater() {
    TestRun run = stage(begun(), 3, "stage_started", "announce");
    run.event(
        "00:00:03.500",
        "error",
        "summary",
        "denied",
        "message",
        "denied",
        "stream",
        "stderr",
        "rule",
        "a.b@1",
        "cause",
        "config",
        "code",
        "permission_denied");
    stage(
        run, 4, "stage_completed", "announce", "outcome", "tolerated", "error", ended("announce"));
    stage(run, "00:00:04.001", "stage_started", "report");
    assertThat(completed(read(run, "00:00:04.400", "stderr")).failure())
        .isEqualTo("permission_denied");
  }
}
