package dev.clew.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedTest {
  private static List<String> owed(TestRun run, String from) {
    RunView view = run.view();
    return ReplayPlanner.of(view, view.attempt(), ReplayAsk.from(from), OnDisk.NOT_LOOKED)
        .owed()
        .stream()
        .map(owed -> owed.code() + ": " + owed.why())
        .toList();
  }

  private static TestRun begun(Object... created) {
    return new TestRun("run_1")
        .event(1, "run_created", created)
        .event(2, "run_claimed")
        .event(3, "stage_started", "stage", "make");
  }

  private static TestRun made(TestRun run) {
    return run.event(
            4,
            "artifact_written",
            "stage",
            "make",
            "artifact",
            "report",
            "artifact_kind",
            "final",
            "path",
            "r.pdf")
        .event(5, "stage_completed", "stage", "make");
  }

  /// A run that never had a status row or an upload owes none.
  @Test
  void of_runWithoutWriteBack_isItsEndAlone() {
    TestRun run = made(begun()).event(9, "run_finished", "status", "failed");
    assertThat(owed(run, "boot")).containsExactly("terminal_event: the run failed");
  }

  @Test
  void of_runThatWasKilled_hasNoEnd() {
    assertThat(owed(begun(), "boot"))
        .containsExactly("terminal_event: nothing says how the run ended");
  }

  @Test
  void of_promisedStatus_isOwed() {
    TestRun run =
        made(begun("expects", Json.object().put("status_persisted", true).build()))
            .event(9, "run_finished", "status", "failed");
    assertThat(owed(run, "boot"))
        .contains("status_row: it was promised, and is not written")
        .hasSize(2);
  }

  @Test
  void of_statusThatAnAttemptBeforeWrote_isOwed() {
    TestRun run =
        made(begun()).event(6, "status_persisted").event(9, "run_finished", "status", "failed");
    assertThat(owed(run, "boot")).contains("status_row: it was written, and is again");
    run.attempt("attempt_2").event(20, "run_queued").event(21, "run_finished", "status", "failed");
    assertThat(owed(run, "boot")).contains("status_row: an attempt before wrote it");
  }

  @Test
  void of_uploadThatBegan_isOwed() {
    TestRun run =
        made(begun())
            .event(6, "stage_started", "stage", "put", "window", "save")
            .event(7, "upload", "stage", "put", "artifact", "report")
            .event(8, "stage_failed", "stage", "put")
            .event(9, "run_finished", "status", "failed");
    assertThat(owed(run, "save"))
        .containsExactly(
            "upload: report (r.pdf) is not uploaded yet", "terminal_event: the run failed");
  }

  /// What was uploaded by a stage that is kept stays where it is.
  @Test
  void of_uploadThatIsDone_isOwedWhenItIsDoneAgain() {
    TestRun run =
        made(begun())
            .event(6, "stage_started", "stage", "put", "window", "save")
            .event(7, "artifact_uploaded", "stage", "put", "artifact", "report")
            .event(8, "stage_completed", "stage", "put")
            .event(9, "stage_started", "stage", "tell", "window", "save")
            .event(10, "stage_failed", "stage", "tell")
            .event(11, "run_finished", "status", "failed");
    assertThat(owed(run, "tell")).containsExactly("terminal_event: the run failed");
    assertThat(owed(run, "put")).contains("upload: report (r.pdf) was uploaded, and is again");
    assertThat(owed(run, "boot")).contains("upload: report (r.pdf) was uploaded, and is again");
  }
}
