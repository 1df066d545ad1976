package dev.clew.core.dossier;

import static dev.clew.core.dossier.CommandRuns.begun;
import static dev.clew.core.dossier.CommandRuns.chain;
import static dev.clew.core.dossier.CommandRuns.dossier;
import static dev.clew.core.dossier.CommandRuns.error;
import static dev.clew.core.dossier.CommandRuns.exited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Whether what failed is the write-back of a result, or the work before it.
class WriteBackFailureTest {
  @Test
  void fileThereAndACrash_isNoWriteBack() {
    TestRun run =
        error(
            begun()
                .event(
                    3,
                    "artifact_written",
                    "artifact",
                    "rep.txt",
                    "artifact_kind",
                    "final",
                    "path",
                    "rep.txt"),
            "RuntimeError: 1",
            "rule",
            "unknown",
            "cause_chain",
            chain("RuntimeError: 1"));
    Dossier dossier = dossier(exited(run, 1));
    assertThat(dossier.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier.failure()).isEqualTo("unknown_failure");
    assertThat(dossier.blocker()).isEqualTo("RuntimeError: 1 (exit 1)");
    assertThat(dossier.nextActions()).noneMatch(next -> next.text().contains("save"));
  }

  /// Some other stage after the result: what failed is not its write-back.
  @Test
  void stageAfterTheResult_thatIsNotSaving_isActive() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_claimed")
            .event(2, "stage_started", "stage", "report")
            .event(3, "artifact_written", "artifact", "r", "artifact_kind", "final", "path", "r")
            .event(4, "stage_completed", "stage", "report")
            .event(5, "stage_started", "stage", "notify")
            .event(6, "stage_failed", "stage", "notify")
            .event(7, "run_finished", "status", "failed");
    assertThat(dossier(run).phase()).isEqualTo(Phase.ACTIVE);
  }

  /// The result was seen again while it was being saved: the stage decides.
  @Test
  void stageOfTheWriteBack_failed_isSaveWhateverCameBetween() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_claimed")
            .event(2, "artifact_written", "artifact", "r", "artifact_kind", "final", "path", "r")
            .event(3, "stage_started", "stage", "status", "window", "save")
            .event(
                4,
                "error",
                "stage",
                "status",
                "message",
                "HTTP 500",
                "cause",
                "dependency",
                "code",
                "http_5xx")
            .event(5, "artifact_written", "artifact", "r", "artifact_kind", "final", "path", "r")
            .event(6, "stage_failed", "stage", "status")
            .event(7, "run_finished", "status", "failed");
    assertThat(dossier(run).phase()).isEqualTo(Phase.SAVE);
    assertThat(dossier(run).failure()).isEqualTo("writeback");
    assertThat(dossier(run).cause()).isEqualTo(Cause.DEPENDENCY);
  }

  @Test
  void resultThere_andItsStatusWasPromised_isAWriteBack() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created", "expects", Json.object().put("status_persisted", true).build())
            .event(1, "run_claimed")
            .event(2, "artifact_written", "artifact", "r", "artifact_kind", "final", "path", "r")
            .event(3, "error", "message", "boom")
            .event(4, "run_finished", "status", "failed");
    assertThat(dossier(run).failure()).isEqualTo("writeback");
    assertThat(dossier(run).cause()).isEqualTo(Cause.UNKNOWN);
  }

  /// What came to its end and made no result is to be done again from its work, not saved.
  @Test
  void succeeded_withoutItsResult_isNotReplayedFromSave() {
    Json expects = Json.object().put("final_artifacts", List.of(Json.of("out/*.html"))).build();
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created", "expects", expects)
            .event(1, "run_claimed")
            .event(2, "stage_started", "stage", "report")
            .event(3, "stage_completed", "stage", "report")
            .event(4, "status_persisted")
            .event(5, "run_finished", "status", "succeeded");
    assertThat(dossier(run).failure()).isEqualTo("no_final_artifact");
    assertThat(dossier(run).phase()).isEqualTo(Phase.ACTIVE);
    assertThat(dossier(run).replayStart().toLowerCase(Locale.ROOT)).isEqualTo("boot");
  }
}
