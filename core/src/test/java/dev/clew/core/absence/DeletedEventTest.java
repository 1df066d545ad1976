package dev.clew.core.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.TestRun;
import dev.clew.core.absence.Absence.Code;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.RunView;
import dev.clew.core.timing.Timing;
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

  private static TestRun whole(boolean fails) {
    Json expects =
        Json.object()
            .put("claim", true)
            .put("stdout", true)
            .put("workspace", true)
            .put("first_work", true)
            .put("heartbeat_ms", 3_600_000L)
            .put("final_artifacts", List.of(Json.of("out/report.*")))
            .put("status_persisted", true)
            .put("spans", true)
            .build();
    TestRun run =
        new TestRun("run_1")
            .event(1, "run_created", "expects", expects, "trace_id", "4bf9")
            .event(2, "run_claimed", "span_id", "00f0")
            .event(3, "config_captured", "role", "command", "name", "job.sh", "sha256", "aa")
            .event(
                4,
                "artifact_consumed",
                "artifact",
                "source",
                "artifact_kind",
                "input",
                "path",
                "source.txt")
            .event(5, "workspace_snapshotted", "when", "start")
            .event(6, "workspace_ready", "span_id", "00f1")
            .event(7, "run_started", "attempt", 1)
            .event(8, "stdout_chunk", "stream", "stdout", "offset", 0, "length", 4)
            .event(9, "log", "rule", "unknown")
            .event(10, "stage_planned", "stage", "render")
            .event(11, "stage_started", "stage", "render", "try", 1)
            .event(12, "tool_call_started", "stage", "render", "tool_call_id", "t1", "try", 1)
            .event(13, "tool_call_failed", "stage", "render", "tool_call_id", "t1", "try", 1)
            .event(14, "stage_retry_scheduled", "stage", "render", "try", 1, "delay_ms", 1_000)
            .event(15, "stage_started", "stage", "render", "try", 2)
            .event(16, "tool_call_started", "stage", "render", "tool_call_id", "t2", "try", 2)
            .event(17, "tool_call_completed", "stage", "render", "tool_call_id", "t2", "try", 2)
            .event(18, "decision_evaluated", "stage", "render", "result", true)
            .event(19, "heartbeat")
            .event(20, "stage_completed", "stage", "render", "try", 2)
            .event(21, "validation_completed", "result", true)
            .event(22, "effect", "effect_id", "mail", "status", "committed")
            .event(23, "replay_boundary", "from", "save")
            .event(
                24,
                "artifact_written",
                "artifact",
                "report",
                "artifact_kind",
                "final",
                "path",
                "out/report.html")
            .event(25, "artifact_uploaded", "artifact", "report")
            .event(26, "status_persisted")
            .event(27, "an_unknown_kind");
    return fails
        ? run.event(28, "error", "message", "late")
            .event(29, "stage_started", "stage", "mail")
            .event(30, "stage_failed", "stage", "mail")
            .event(31, "run_finished", "status", "failed")
        : run.event(28, "run_finished", "status", "succeeded");
  }

  private static List<Absence> absences(TestRun run) {
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
