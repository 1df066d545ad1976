package dev.clew.core.dossier;

import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.expects;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.span;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.SeedRun;
import dev.clew.core.TestLedger;
import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attribute;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.MissingFile;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.RunEnded;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import dev.clew.core.timing.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The runs of the seed: its test, its run_742, and its missing-data cases by name.
class SeedRunTest {
  private static Dossier dossier(TestLedger run) {
    return Objects.requireNonNull(Dossier.of(run.view()));
  }

  private static List<Absence.Code> absences(TestLedger run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt())).stream()
        .map(Absence::code)
        .toList();
  }

  /// The seed's test literally: the event names artifact `a1`, the manifest `artifact_1`; they are
  /// two. `worker` and `upload` are its words for a claim and the begin of a write-back.
  @Test
  void dossier_writebackOfTheSeed_isUploadTimeout() {
    TestLedger run =
        new TestLedger()
            .event("worker", at(1))
            .artifactWritten("a1", at(10))
            .event(
                "manifest_row",
                at(10),
                artifact("artifact_1"),
                with(ArtifactWritten.ARTIFACT_KIND, "final"),
                with(ArtifactWritten.PERSISTED, false))
            .event(Kind.UPLOAD, at(11))
            .event(Kind.ERROR, at(71), with(LogLine.MESSAGE, "timeout"))
            .runFinished("failed", at(71));

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
    Timing timing = Timing.of(SeedRun.recorded().view().attempt());

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
    Dossier dossier = dossier(SeedRun.recorded());

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
    TestLedger run =
        claimed(Expects.STDOUT).runFinished("failed", at(3), with(RunEnded.EXIT_CODE, 3));
    assertThat(absences(run))
        .containsExactly(Absence.Code.NO_FIRST_WORK_EVENT, Absence.Code.NO_STDOUT);
  }

  @Test
  void noFirstWorkEvent_isPreWorkFailure() {
    TestLedger run =
        claimed(Expects.CLAIM).event(Kind.WORKSPACE_READY, at(3)).runFinished("failed", at(9));

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
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), expects(Expects.FINAL_ARTIFACTS, List.of("out/*.pdf")))
            .runClaimed(at(2))
            .stageStarted("render", at(3))
            .stageCompleted("render", at(5))
            .runFinished("succeeded", at(6));

    Timing timing = Timing.of(run.view().attempt());

    assertThat(timing.active().reason()).isEqualTo(Window.Reason.NO_FINAL_WORK_EVENT);
    assertThat(timing.save().status()).isEqualTo(Window.Status.MISSING);
    assertThat(absences(run)).containsExactly(Absence.Code.NO_FINAL_ARTIFACT);
    assertThat(dossier(run).failure()).isEqualTo("no_final_artifact");
    assertThat(dossier(run).cause()).isEqualTo(Cause.CONTRACT);
  }

  @Test
  void failedBeforeWorkerClaim_isNoClaim() {
    TestLedger run =
        new TestLedger()
            .runCreated(at(1))
            .runFinished("failed", at(61), summary("no worker took it"));

    Window queue = Timing.of(run.view().attempt()).queue();

    assertThat(queue.status()).isEqualTo(Window.Status.OPEN);
    assertThat(queue.reason()).isEqualTo(Window.Reason.NO_CLAIM);
    assertThat(absences(run)).containsExactly(Absence.Code.NO_CLAIM);
    assertThat(dossier(run).failure()).isEqualTo("pre_work_failure");
    assertThat(dossier(run).phase()).isEqualTo(Phase.PRE_CLAIM);
  }

  @Test
  void artifactExistsButManifestRowMissing_isAbsentRow() {
    TestLedger run =
        claimed(Expects.CLAIM).artifactWritten("page_1", at(3)).runFinished("succeeded", at(4));
    assertThat(absences(run)).containsExactly(Absence.Code.NO_MANIFEST_ROW);
  }

  @Test
  void rowButNoFile_isAnotherState() {
    TestLedger run =
        claimed(Expects.CLAIM)
            .artifactWritten("page_1", at(3), file("final", "p1"))
            .event(
                Kind.WORKSPACE_SNAPSHOTTED,
                at(4),
                with(WorkspaceSnapshotted.WHEN, "end"),
                with(
                    WorkspaceSnapshotted.MISSING,
                    List.of(
                        new MissingFile(
                            new Attributes().with(MissingFile.ARTIFACT_ID, "page_1").build()))))
            .runFinished("succeeded", at(5));
    assertThat(absences(run)).containsExactly(Absence.Code.NO_FILE);
    assertThat(dossier(run).failure()).isEqualTo("no_file");
  }

  @Test
  void traceIdPresentButNoMatchingSpans_isAbsent() {
    TestLedger run =
        new TestLedger()
            .runCreated(
                at(1),
                with(RunCreated.TRACE_ID, "4bf92f3577b34da6a3ce929d0e0e4736"),
                expects(Expects.SPANS, true))
            .runClaimed(at(2))
            .event("tool", at(3))
            .runFinished("succeeded", at(4));
    assertThat(absences(run)).containsExactly(Absence.Code.NO_MATCHING_SPANS);
  }

  @Test
  void spansPresentButNoRunId_isAbsent() {
    TestLedger run =
        new TestLedger("trace:4bf9")
            .runCreated(
                at(1), with(AnyEvent.RUN_ID_FROM, "trace_id"), with(RunCreated.TRACE_ID, "4bf9"))
            .runClaimed(at(2))
            .event("tool", at(3), span("00f067aa0ba902b7"))
            .runFinished("succeeded", at(4));
    assertThat(absences(run)).containsExactly(Absence.Code.NO_RUN_ID);
  }

  /// What an attempt took over from another one is no work of its own, and owes no start.
  @Test
  void stageTakenOver_isNoWork() {
    TestLedger run =
        claimed(Expects.CLAIM)
            .stageCompleted("render", at(3), with(AnyEvent.REUSED_FROM, "attempt_0"))
            .stageStarted("upload", at(9))
            .stageCompleted("upload", at(10))
            .runFinished("succeeded", at(11));
    assertThat(absences(run)).isEmpty();
    assertThat(Timing.of(run.view().attempt()).boot().duration()).isEqualTo(Duration.ofSeconds(7));
  }

  private static TestLedger claimed(Attribute<Boolean> promise) {
    return new TestLedger().runCreated(at(1), expects(promise, true)).runClaimed(at(2));
  }
}
