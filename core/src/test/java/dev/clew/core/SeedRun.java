package dev.clew.core;

import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.summary;
import static dev.clew.core.Detail.tookMillis;
import static dev.clew.core.Detail.with;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.AnyEvent;
import dev.clew.core.fact.artifact.ArtifactWritten;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.part.SaidError;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.fact.run.RunClaimed;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceReady;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.fact.stage.StageEnded;
import java.time.Duration;
import java.util.List;

/// The run of the seed, `run_742`: every time that the seed gives to an event is the event's time.
/// What the seed only implies is between them: the final artifact is written 57 s before the
/// failure. The seed's own total of 12m33s and its boot of 17 s do not follow from its events.
public final class SeedRun {
  private SeedRun() {}

  public static TestLedger recorded() {
    return run742(false);
  }

  /// As its plan needs it: with its attempt before, and with what makes it one that can be
  /// replayed.
  public static TestLedger replayable() {
    return run742(true);
  }

  private static TestLedger run742(boolean isReplayable) {
    TestLedger run = new TestLedger("run_742");
    if (isReplayable) {
      run.attempt("attempt_0")
          .runCreated(
              at("12:50:00"),
              with(RunCreated.NAME, "nightly-report"),
              with(RunCreated.BUNDLE, "bundle_129"))
          .runClaimed(at("12:51:00"))
          .runFinished("failed", at("12:59:00"))
          .attempt("attempt_1");
    }
    run.event(
            isReplayable ? Kind.RUN_QUEUED : Kind.RUN_CREATED,
            at("13:03:11"),
            summary("run created"),
            with(RunCreated.NAME, "nightly-report"),
            with(RunCreated.BUNDLE, "bundle_129"),
            with(RunCreated.TRACE_ID, "4bf92f3577b34da6a3ce929d0e0e4736"),
            with(RunCreated.EXPECTS, promises()))
        .runClaimed(at("13:04:02"), summary("worker started"), with(RunClaimed.HOST, "worker-1"))
        .runStarted(
            at("13:04:02.100"),
            summary("run started"),
            with(AttemptStarted.ATTEMPT, 2),
            with(AttemptStarted.ATTEMPT_OF, "run_742"))
        .artifactConsumed(
            "bundle_129",
            at("13:04:05"),
            file("input", "sources.tar"),
            with(ArtifactWritten.CHECKSUM, "sha256:129a"))
        .event(
            Kind.WORKSPACE_READY,
            at("13:04:19"),
            summary("workspace ready"),
            with(WorkspaceReady.PATH, "ws_742"));
    if (isReplayable) {
      run.configCaptured("command", "job", at("13:04:20"), with(ConfigCaptured.SHA256, "c0"))
          .event(
              Kind.WORKSPACE_SNAPSHOTTED,
              at("13:04:21"),
              with(WorkspaceSnapshotted.WHEN, "start"),
              with(WorkspaceSnapshotted.FILES, 1));
    }
    run.stageStarted("preprocessing", at("13:05:01"), summary("downloading sources"))
        .event(
            Kind.TOOL_CALL_COMPLETED,
            at("13:09:44.381"),
            stage("preprocessing"),
            summary("Rendered 42 pages"),
            tookMillis(31_844),
            artifact("artifact_033"))
        .artifactWritten(
            "artifact_033",
            at("13:09:44.400"),
            stage("preprocessing"),
            file("intermediate", "output/page_018.png"),
            with(ArtifactWritten.CONTENT_TYPE, "image/png"),
            with(ArtifactWritten.SIZE_BYTES, 184_203),
            with(ArtifactWritten.CHECKSUM, "sha256:7ad4"))
        .stageCompleted("preprocessing", at("13:14:57"), summary("succeeded"));
    if (isReplayable) {
      run.stageStarted("external extraction", at("13:14:57.100"))
          .stageCompleted("external extraction", at("13:14:57.900"));
    }
    run.stageStarted("validation", at("13:14:58"), summary("validator started"))
        .artifactConsumed(
            "artifact_033",
            at("13:15:40"),
            stage("validation"),
            file("intermediate", "output/page_018.png"),
            with(ArtifactWritten.CONTENT_TYPE, "image/png"),
            with(ArtifactWritten.SIZE_BYTES, 184_203),
            with(ArtifactWritten.CHECKSUM, "sha256:7ad4"))
        .stageCompleted("validation", at("13:15:45"), summary("succeeded"))
        .artifactWritten(
            "artifact_087",
            at("13:15:47"),
            file("final", "output/report.pdf"),
            with(ArtifactWritten.CONTENT_TYPE, "application/pdf"),
            with(ArtifactWritten.SIZE_BYTES, 2_310_448),
            with(ArtifactWritten.CHECKSUM, "sha256:087f"),
            with(ArtifactWritten.PERSISTED, false),
            with(ArtifactWritten.DERIVED_FROM, List.of("artifact_033")));
    if (isReplayable) {
      run.event(
          Kind.REPLAY_BOUNDARY,
          at("13:15:47.100"),
          stage("artifact_writeback"),
          with(ReplayBoundary.INPUTS, List.of("artifact_087")));
    }
    return run.stageStarted(
            "artifact_writeback",
            at("13:15:47.200"),
            with(AnyEvent.WINDOW, "save"),
            summary("uploading"))
        .stageFailed(
            "artifact_writeback",
            at("13:16:43.900"),
            summary("upload timed out"),
            with(StageEnded.ERROR, timedOut()))
        .runFinished("failed", at("13:16:44"), summary("failed: upload timeout"));
  }

  private static Expects promises() {
    return new Expects(
        new Attributes()
            .with(Expects.CLAIM, true)
            .with(Expects.FINAL_ARTIFACTS, List.of("output/report.pdf"))
            .with(Expects.STATUS_PERSISTED, true)
            .with(Expects.STATUS_PERSISTED_WITHIN, Duration.ofSeconds(63))
            .build());
  }

  private static SaidError timedOut() {
    return new SaidError(
        new Attributes()
            .with(SaidError.CODE, "upload_timeout")
            .with(SaidError.CAUSE, "timeout")
            .with(SaidError.MESSAGE, "upload of artifact_087 timed out after 56.7 s")
            .build());
  }
}
