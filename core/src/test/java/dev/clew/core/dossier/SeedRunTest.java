package dev.clew.core.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.json.Json;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The runs of the seed: its test, its run_742, and its missing-data cases by name.
class SeedRunTest {
  private static Dossier dossier(TestRun run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  private static List<Absence.Code> absences(TestRun run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  /// The seed's test literally: the event names artifact `a1`, the manifest `artifact_1`; they are
  /// two. `worker` and `upload` are its words for a claim and the begin of a write-back.
  @Test
  void dossier_writebackOfTheSeed_isUploadTimeout() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "worker")
            .event(10, "artifact_written", "artifact", "a1")
            .event(
                10,
                "manifest_row",
                "artifact",
                "artifact_1",
                "artifact_kind",
                "final",
                "persisted",
                false)
            .event(11, "upload")
            .event(71, "error", "message", "timeout")
            .event(71, "run_finished", "status", "failed");

    Dossier dossier = dossier(run);

    assertThat(dossier.failure()).isEqualTo("upload_timeout");
    assertThat(dossier.isA()).containsExactly("writeback");
    assertThat(dossier.cites("a1")).isTrue();
    assertThat(dossier.replayStart()).isEqualTo("save");
    assertThat(dossier.phase()).isEqualTo(Phase.SAVE);
    assertThat(dossier.cause()).isEqualTo(Cause.TIMEOUT);
    Window save = Timing.of(run.view().attempt()).save();
    assertThat(save.start())
        .extracting(start -> start.at().toString())
        .asString()
        .endsWith("00:10Z");
    assertThat(save.status()).isEqualTo(Window.Status.OPEN);
    assertThat(save.reason()).isEqualTo(Window.Reason.NO_STATUS_WRITE_BACK);
    assertThat(absences(run)).contains(Absence.Code.NO_MANIFEST_ROW);
  }

  @Test
  void run742_windows_areThoseOfItsEvents() {
    Timing timing = Timing.of(TestRun.run742().view().attempt());

    assertThat(timing.queue().duration()).isEqualTo(Duration.ofSeconds(51));
    assertThat(timing.boot().duration()).isEqualTo(Duration.ofSeconds(59));
    assertThat(timing.active().duration()).isEqualTo(Duration.ofSeconds(646));
    assertThat(timing.save().status()).isEqualTo(Window.Status.OPEN);
    assertThat(timing.save().duration()).isNull();
    assertThat(timing.save().reason()).isEqualTo(Window.Reason.NO_STATUS_WRITE_BACK);
    assertThat(timing.save().atLeast()).isEqualTo(Duration.ofSeconds(57));
    assertThat(timing.total()).isEqualTo(Duration.ofSeconds(813));
  }

  @Test
  void run742_dossier_saysThatTheUploadTimedOut() {
    Dossier dossier = dossier(TestRun.run742());

    assertThat(dossier.failure()).isEqualTo("upload_timeout");
    assertThat(dossier.rule()).isEqualTo("save.upload_timeout@2");
    assertThat(dossier.blocker()).isEqualTo("output produced, upload timed out");
    assertThat(dossier.evidence())
        .extracting(Evidence::claim)
        .contains(
            "artifact_087 (output/report.pdf) exists sha256:087f",
            "there is a result, and nothing says that it was written back (due"
                + " 2026-11-22T13:16:50Z)");
    assertThat(dossier.nextActions())
        .extracting(NextAction::text)
        .startsWith("replay from save", "inspect artifact_087 (output/report.pdf)");
  }

  @Test
  void noStdout_ofAFailure_isAbsent() {
    TestRun run = claimed("stdout", 2).event(3, "run_finished", "status", "failed", "exit_code", 3);
    assertThat(absences(run))
        .containsExactly(Absence.Code.NO_FIRST_WORK_EVENT, Absence.Code.NO_STDOUT);
  }

  @Test
  void noFirstWorkEvent_isPreWorkFailure() {
    TestRun run =
        claimed("claim", 2)
            .event(3, "workspace_ready")
            .event(9, "run_finished", "status", "failed");

    Window boot = Timing.of(run.view().attempt()).boot();

    assertThat(boot.status()).isEqualTo(Window.Status.OPEN);
    assertThat(boot.end()).isNull();
    assertThat(boot.duration()).isNull();
    assertThat(boot.reason()).isEqualTo(Window.Reason.NO_FIRST_WORK_EVENT);
    assertThat(dossier(run).failure()).isEqualTo("pre_work_failure");
    assertThat(dossier(run).phase()).isEqualTo(Phase.BOOT);
    assertThat(dossier(run).replayStart()).isEqualTo("boot");
  }

  @Test
  void noFinalArtifact_leavesActiveOpen() {
    TestRun run =
        new TestRun("run_1")
            .event(
                1,
                "run_created",
                "expects",
                Json.object().put("final_artifacts", Json.strings(List.of("out/*.pdf"))).build())
            .event(2, "run_claimed")
            .event(3, "stage_started", "stage", "render")
            .event(5, "stage_completed", "stage", "render")
            .event(6, "run_finished", "status", "succeeded");

    Timing timing = Timing.of(run.view().attempt());

    assertThat(timing.active().reason()).isEqualTo(Window.Reason.NO_FINAL_WORK_EVENT);
    assertThat(timing.save().status()).isEqualTo(Window.Status.MISSING);
    assertThat(absences(run)).containsExactly(Absence.Code.NO_FINAL_ARTIFACT);
    assertThat(dossier(run).failure()).isEqualTo("no_final_artifact");
    assertThat(dossier(run).cause()).isEqualTo(Cause.CONTRACT);
  }

  @Test
  void failedBeforeWorkerClaim_isNoClaim() {
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created")
            .event(61, "run_finished", "status", "failed", "summary", "no worker took it");

    Window queue = Timing.of(run.view().attempt()).queue();

    assertThat(queue.status()).isEqualTo(Window.Status.OPEN);
    assertThat(queue.reason()).isEqualTo(Window.Reason.NO_CLAIM);
    assertThat(absences(run)).containsExactly(Absence.Code.NO_CLAIM);
    assertThat(dossier(run).failure()).isEqualTo("pre_work_failure");
    assertThat(dossier(run).phase()).isEqualTo(Phase.PRE_CLAIM);
  }

  @Test
  void artifactExistsButManifestRowMissing_isAbsentRow() {
    TestRun run =
        claimed("claim", 2)
            .event(3, "artifact_written", "artifact", "page_1")
            .event(4, "run_finished", "status", "succeeded");
    assertThat(absences(run)).containsExactly(Absence.Code.NO_MANIFEST_ROW);
  }

  @Test
  void rowButNoFile_isAnotherState() {
    TestRun run =
        claimed("claim", 2)
            .event(
                3, "artifact_written", "artifact", "page_1", "artifact_kind", "final", "path", "p1")
            .event(
                4,
                "workspace_snapshotted",
                "when",
                "end",
                "missing",
                new Json.Arr(List.of(Json.object().put("artifact_id", "page_1").build())))
            .event(5, "run_finished", "status", "succeeded");
    assertThat(absences(run)).containsExactly(Absence.Code.NO_FILE);
    assertThat(dossier(run).failure()).isEqualTo("no_file");
  }

  @Test
  void traceIdPresentButNoMatchingSpans_isAbsent() {
    TestRun run =
        new TestRun("run_1")
            .event(
                1,
                "run_created",
                "trace_id",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "expects",
                Json.object().put("spans", true).build())
            .event(2, "run_claimed")
            .event(3, "tool")
            .event(4, "run_finished", "status", "succeeded");
    assertThat(absences(run)).containsExactly(Absence.Code.NO_MATCHING_SPANS);
  }

  @Test
  void spansPresentButNoRunId_isAbsent() {
    TestRun run =
        new TestRun("trace:4bf9")
            .event(1, "run_created", "run_id_from", "trace_id", "trace_id", "4bf9")
            .event(2, "run_claimed")
            .event(3, "tool", "span_id", "00f067aa0ba902b7")
            .event(4, "run_finished", "status", "succeeded");
    assertThat(absences(run)).containsExactly(Absence.Code.NO_RUN_ID);
  }

  /// What an attempt took over from another one is no work of its own, and owes no start.
  @Test
  void stageTakenOver_isNoWork() {
    TestRun run =
        claimed("claim", 2)
            .event(3, "stage_completed", "stage", "render", "reused_from", "attempt_0")
            .event(9, "stage_started", "stage", "upload")
            .event(10, "stage_completed", "stage", "upload")
            .event(11, "run_finished", "status", "succeeded");
    assertThat(absences(run)).isEmpty();
    assertThat(Timing.of(run.view().attempt()).boot().duration()).isEqualTo(Duration.ofSeconds(7));
  }

  private static TestRun claimed(String expected, int at) {
    return new TestRun("run_1")
        .event(1, "run_created", "expects", Json.object().put(expected, true).build())
        .event(at, "run_claimed");
  }
}
