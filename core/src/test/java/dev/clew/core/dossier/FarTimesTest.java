package dev.clew.core.dossier;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.clew.core.TestRun;
import dev.clew.core.json.Json;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlanner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A producer may say any time and any duration, such as the zero time of Go.
class FarTimesTest {
  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 1e40",
    "0000-01-01T00:00:00Z, -1e40",
    "9999-12-31T23:59:59Z, 9e17",
    "9999-12-31T23:59:59.999999999Z, 1e15",
    "2026-11-22T00:00:01Z, 1e999999999",
  })
  void explanation_ofAnyTime_isMade(String time, String millis) {
    Json much = new Json.Num(millis);
    TestRun run =
        new TestRun("run_1")
            .event(
                1,
                "run_created",
                "limit_ms",
                much,
                "expects",
                Json.object()
                    .put("claim", true)
                    .put("heartbeat_ms", much)
                    .put("status_persisted", true)
                    .put("status_persisted_ms", much)
                    .build())
            .event(2, "run_claimed")
            .event(time, "stage_started", "stage", "a", "elapsed_ms", much)
            .event(time, "tool_call_started", "stage", "a", "tool_call_id", "t")
            .event(5, "tool_call_completed", "stage", "a", "tool_call_id", "t", "took_ms", 1)
            .event(6, "stage_retry_scheduled", "stage", "a", "delay_ms", much)
            .event(time, "waiting", "stage", "a", "for", "lock", "duration_ms", much)
            .event(7, "artifact_written", "artifact", "f", "artifact_kind", "final", "path", "f")
            .event(time, "run_finished", "status", "failed");
    assertThatCode(
            () -> {
              Explanation explained = Explanation.of(run.view());
              ReplayPlanner.of(explained, ReplayAsk.DEFAULT, OnDisk.NOT_LOOKED);
            })
        .doesNotThrowAnyException();
  }
}
