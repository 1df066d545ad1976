package dev.clew.core.absence;

import static dev.clew.core.Detail.artifact;
import static dev.clew.core.Detail.at;
import static dev.clew.core.Detail.file;
import static dev.clew.core.Detail.span;
import static dev.clew.core.Detail.stage;
import static dev.clew.core.Detail.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestLedger;
import dev.clew.core.absence.Absence.Code;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.artifact.EffectReported;
import dev.clew.core.fact.attribute.Attributes;
import dev.clew.core.fact.log.LogLine;
import dev.clew.core.fact.log.OutputChunk;
import dev.clew.core.fact.run.AttemptStarted;
import dev.clew.core.fact.run.ConfigCaptured;
import dev.clew.core.fact.run.Expects;
import dev.clew.core.fact.run.ReplayBoundary;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.fact.run.WorkspaceSnapshotted;
import dev.clew.core.fact.stage.CheckMade;
import dev.clew.core.fact.stage.DecisionMade;
import dev.clew.core.fact.stage.RetryScheduled;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Deletes every event of a whole run in turn. What is absent then is in the hand-written table of
/// `docs/absences.md`, by the kind of the deleted event; whatever the kind, the producer's numbers
/// have a gap that is named, unless it was the last event.
class DeletedEventTest {
  /// Kinds that are not here are expected by nobody: only the gap tells.
  private static final Map<Kind, Code> EXPECTED =
      Map.ofEntries(
          Map.entry(Kind.RUN_CREATED, Code.NO_RUN_CREATED),
          Map.entry(Kind.RUN_CLAIMED, Code.NO_CLAIM),
          Map.entry(Kind.WORKSPACE_READY, Code.NO_WORKSPACE),
          Map.entry(Kind.STDOUT_CHUNK, Code.NO_STDOUT),
          Map.entry(Kind.STAGE_STARTED, Code.NO_STAGE_START),
          Map.entry(Kind.STAGE_COMPLETED, Code.NO_STAGE_END),
          Map.entry(Kind.STAGE_FAILED, Code.NO_STAGE_END),
          Map.entry(Kind.STAGE_RETRY_SCHEDULED, Code.NO_STAGE_END),
          Map.entry(Kind.TOOL_CALL_STARTED, Code.NO_TOOL_CALL_START),
          Map.entry(Kind.TOOL_CALL_COMPLETED, Code.NO_TOOL_CALL_END),
          Map.entry(Kind.TOOL_CALL_FAILED, Code.NO_TOOL_CALL_END),
          Map.entry(Kind.ARTIFACT_WRITTEN, Code.NO_MANIFEST_ROW),
          Map.entry(Kind.STATUS_PERSISTED, Code.NO_STATUS_WRITE_BACK),
          Map.entry(Kind.RUN_FINISHED, Code.NO_TERMINAL_EVENT));

  private static TestLedger whole(boolean fails) {
    Expects expects =
        new Expects(
            new Attributes()
                .with(Expects.CLAIM, true)
                .with(Expects.STDOUT, true)
                .with(Expects.WORKSPACE, true)
                .with(Expects.FIRST_WORK, true)
                .with(Expects.HEARTBEAT, Duration.ofHours(1))
                .with(Expects.FINAL_ARTIFACTS, List.of("out/report.*"))
                .with(Expects.STATUS_PERSISTED, true)
                .with(Expects.SPANS, true)
                .build());
    TestLedger run =
        new TestLedger()
            .runCreated(at(1), with(RunCreated.EXPECTS, expects), with(RunCreated.TRACE_ID, "4bf9"))
            .runClaimed(at(2), span("00f0"))
            .configCaptured("command", "job.sh", at(3), with(ConfigCaptured.SHA256, "aa"))
            .artifactConsumed("source", at(4), file("input", "source.txt"))
            .event(Kind.WORKSPACE_SNAPSHOTTED, at(5), with(WorkspaceSnapshotted.WHEN, "start"))
            .event(Kind.WORKSPACE_READY, at(6), span("00f1"))
            .runStarted(at(7), with(AttemptStarted.ATTEMPT, 1))
            .event(
                Kind.STDOUT_CHUNK,
                at(8),
                with(OutputChunk.STREAM, "stdout"),
                with(OutputChunk.OFFSET, 0),
                with(OutputChunk.LENGTH, 4))
            .event(Kind.LOG, at(9), with(LogLine.RULE, "unknown"))
            .stagePlanned("render", at(10))
            .stageStarted("render#1", at(11))
            .toolCallStarted("t1", at(12), stage("render#1"))
            .toolCallFailed("t1", at(13), stage("render#1"))
            .stageRetryScheduled(
                "render#1", at(14), with(RetryScheduled.DELAY, Duration.ofSeconds(1)))
            .stageStarted("render#2", at(15))
            .toolCallStarted("t2", at(16), stage("render#2"))
            .toolCallCompleted("t2", at(17), stage("render#2"))
            .event(
                Kind.DECISION_EVALUATED, at(18), stage("render"), with(DecisionMade.RESULT, true))
            .event(Kind.HEARTBEAT, at(19))
            .stageCompleted("render#2", at(20))
            .event(Kind.VALIDATION_COMPLETED, at(21), with(CheckMade.RESULT, Json.TRUE))
            .event(
                Kind.EFFECT,
                at(22),
                with(EffectReported.EFFECT_ID, "mail"),
                with(EffectReported.STATUS, "committed"))
            .event(Kind.REPLAY_BOUNDARY, at(23), with(ReplayBoundary.FROM, "save"))
            .artifactWritten("report", at(24), file("final", "out/report.html"))
            .event(Kind.ARTIFACT_UPLOADED, at(25), artifact("report"))
            .event(Kind.STATUS_PERSISTED, at(26))
            .event("an_unknown_kind", at(27));
    return fails
        ? run.event(Kind.ERROR, at(28), with(LogLine.MESSAGE, "late"))
            .stageStarted("mail", at(29))
            .stageFailed("mail", at(30))
            .runFinished("failed", at(31))
        : run.runFinished("succeeded", at(28));
  }

  private static List<Absence> absences(TestLedger run) {
    RunView view = run.view();
    return Absences.of(view, view.attempt(), Timing.of(view.attempt()));
  }

  @Test
  void of_wholeRun_isNothing() {
    assertThat(absences(whole(false))).isEmpty();
    assertThat(absences(whole(true))).isEmpty();
  }

  @Test
  void of_anyEventDeleted_isWhatTheTableSays() {
    Set<Kind> seen = new HashSet<>();
    for (boolean fails : List.of(false, true)) {
      List<Row> rows = whole(fails).rows();
      for (Row deleted : rows) {
        List<Row> rest = new ArrayList<>(rows);
        rest.remove(deleted);
        RunView view = RunView.of(rest, RunView.Writer.ABSENT);
        List<Absence> found = Absences.of(view, view.attempt(), Timing.of(view.attempt()));
        Kind kind = Kind.of(deleted.event().kind());
        Set<Code> codes = EnumSet.noneOf(Code.class);
        found.forEach(absence -> codes.add(absence.code()));
        String what = deleted.event().kind() + " " + deleted.offset() + " of " + fails;
        assertThat(codes).as(what).isEqualTo(expected(kind, deleted, rows, fails));
        if (!deleted.equals(rows.getLast())) {
          assertThat(found)
              .as(what)
              .anySatisfy(absence -> {
                assertThat(absence.code()).isEqualTo(Code.SEQUENCE_GAP);
                assertThat(absence.what()).contains("number " + deleted.event().seq() + " ");
              });
        }
        if (kind != null) {
          seen.add(kind);
        }
      }
    }
    assertThat(seen).containsAll(EXPECTED.keySet());
  }

  private static Set<Code> expected(
      @org.jspecify.annotations.Nullable Kind kind, Row deleted, List<Row> rows, boolean fails) {
    Set<Code> codes = EnumSet.noneOf(Code.class);
    if (!deleted.equals(rows.getLast())) {
      codes.add(Code.SEQUENCE_GAP);
    }
    Code specific = kind == null ? null : EXPECTED.get(kind);
    if (specific != null && (specific != Code.NO_STDOUT || fails)) {
      codes.add(specific);
    }
    if (kind == Kind.ARTIFACT_WRITTEN) {
      codes.add(Code.NO_FINAL_ARTIFACT);
    }
    return codes;
  }
}
