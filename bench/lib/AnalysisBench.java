import dev.clew.core.absence.Absence;
import dev.clew.core.absence.Absences;
import dev.clew.core.digest.Digest;
import dev.clew.core.dossier.Dossier;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.Event;
import dev.clew.core.run.RunFold;
import dev.clew.core.run.RunView;
import dev.clew.core.run.Severity;
import dev.clew.core.run.StagePath;
import dev.clew.core.run.Timestamp;
import dev.clew.core.timing.Timing;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long it takes to explain a run of many events: `bench/analysis`.
final class AnalysisBench {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int EVENTS = 100_000;
  private static final int STAGES = 500;
  private static final int WARM_UP = 12;
  private static final int ROUNDS = 25;
  private static final Digest DIGEST = Digest.ofJson("bench", Json.NULL);

  private static final List<Row> rows = new ArrayList<>();
  private static final Instant start = Instant.parse("2026-11-22T13:03:11Z");

  public static void main(String[] arguments) {
    make();
    Dossier dossier = explain();
    System.out.printf("%,d events, %d stages: %s%n", rows.size(), STAGES, dossier.failure());
    measure("fold", () -> RunView.of(rows, RunView.Writer.ABSENT).attempts().size());
    measure("fold, windows, absences, dossier", () -> explain().evidence().size());
    measure("incremental fold, per 100,000 events", AnalysisBench::take);
  }

  private static Dossier explain() {
    RunView view = RunView.of(rows, RunView.Writer.ABSENT);
    AttemptView attempt = view.attempt();
    Timing timing = Timing.of(attempt);
    List<Absence> absences = Absences.of(view, attempt, timing);
    return Dossier.of(view, attempt, timing, absences);
  }

  private static int take() {
    RunFold fold = new RunFold();
    rows.forEach(fold::take);
    return fold.hashCode() == 0 ? 1 : 0;
  }

  private interface Work {
    int run();
  }

  private static void measure(String what, Work work) {
    int sink = 0;
    for (int round = 0; round < WARM_UP; round++) {
      sink += work.run();
    }
    double[] millis = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = CPU.getCurrentThreadCpuTime();
      sink += work.run();
      millis[round] = (CPU.getCurrentThreadCpuTime() - before) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf("%-40s %6.1f ms  (%.1f to %.1f)%s%n",
        what, millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1], sink == 1 ? " " : "");
  }

  /// A job of many stages, each with calls, artifacts, logs and some errors, that fails in the last.
  private static void make() {
    Json expects = Json.object().put("claim", true).put("workspace", true).build();
    event("run_created", null, null, null, Json.object().put("expects", expects).build());
    event("run_claimed", null, null, null, Json.EMPTY_OBJECT);
    event("workspace_ready", null, null, null, Json.EMPTY_OBJECT);
    event("run_started", null, null, null, Json.EMPTY_OBJECT);
    int each = (EVENTS - 10) / STAGES;
    for (int stage = 0; stage < STAGES; stage++) {
      StagePath path = StagePath.of("stage-" + stage);
      event("stage_started", path, null, null, Json.EMPTY_OBJECT);
      for (int at = 0; at < each - 2; at++) {
        int kind = at % 20;
        String id = stage + "-" + at / 20;
        if (kind == 0) {
          event("tool_call_started", path, id, null,
              Json.object().put("type", "http").put("method", "POST").put("url", "https://api/x").build());
        } else if (kind == 1) {
          event("tool_call_completed", path, id, null, Json.object().put("http_status", 200L).build());
        } else if (kind == 2) {
          event("artifact_written", path, null, null, Json.object().put("artifact_kind", "intermediate")
              .put("path", "out/" + id).put("checksum", "sha256:" + id).build());
        } else if (kind == 3 && at > 100) {
          event("error", path, null, Severity.ERROR, Json.object().put("rule", "text.refused@1")
              .put("cause", "dependency").put("code", "connect_refused").put("message", "refused").build());
        } else {
          event("log", path, null, null, Json.object().put("rule", "unknown").put("template_id", "t" + kind).build());
        }
      }
      event(stage == STAGES - 1 ? "stage_failed" : "stage_completed", path, null, null, Json.EMPTY_OBJECT);
    }
    event("run_finished", null, null, null, Json.object().put("status", "failed").build());
  }

  private static void event(String kind, StagePath path, String call, Severity severity, Json.Obj about) {
    int number = rows.size();
    Timestamp ts = Timestamp.of(start.plus(Duration.ofMillis(number)));
    List<String> artifacts = kind.startsWith("artifact") ? List.of(about.text("path", "")) : List.of();
    Event event = new Event("evt_" + number, "default", "run_bench", "attempt_1", "bench", 1, number, ts, kind, path,
        null, kind, null, severity, artifacts, call, null, null, null, null, null, about, null);
    rows.add(new Row(number, ts, Row.Verdict.ACCEPTED, event, DIGEST, DIGEST, null));
  }
}
