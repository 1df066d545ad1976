package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.core.ledger.Unredacted;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String FAILED =
      """
      {"run_id":"r1","kind":"run_created","ts":"2026-04-23T13:00:00Z","attributes":{"name":"nightly"}}
      {"run_id":"r1","kind":"run_started","ts":"2026-04-23T13:00:01Z"}
      {"run_id":"r1","kind":"stage_started","stage":"upload","try":1,"ts":"2026-04-23T13:00:02Z"}
      {"run_id":"r1","kind":"log","severity":"warn","ts":"2026-04-23T13:00:03Z","summary":"bucket almost full"}
      {"run_id":"r1","kind":"log","ts":"2026-04-23T13:00:03Z","summary":"as always"}
      {"run_id":"r1","kind":"stage_failed","stage":"upload","try":1,"ts":"2026-04-23T13:00:05Z",
       "summary":"answered 402","attributes":{"error":{"code":"http_402","message":"answered 402"}}}
      {"run_id":"r1","kind":"run_finished","ts":"2026-04-23T13:00:06Z","attributes":{"status":"failed"}}
      """;
  private static final String RUNNING =
      """
      {"run_id":"r2","kind":"run_created","ts":"2026-04-23T13:00:00Z","attributes":{"name":"slow"}}
      {"run_id":"r2","kind":"run_started","ts":"2026-04-23T13:00:01Z"}
      {"run_id":"r2","kind":"stage_started","stage":"render","try":1,"ts":"2026-04-23T13:00:02Z"}
      """;

  private static RedactedEvent event(RunKey run, int number, Kind kind, Json.Obj attributes) {
    Event.Identity identity =
        new Event.Identity("e" + number, run.namespace(), run.runId(), "a1", "test", 1, number);
    return new Unredacted()
        .redact(
            Event.of(identity, Timestamp.of(TestServer.BEGIN), kind.wire())
                .attributes(attributes)
                .build(),
            null);
  }

  private static Json.Obj only(TestServer server, String query) {
    List<Json.Obj> runs = server.get("/api/v1/runs" + query).json().objects("runs");
    assertThat(runs).as(query).hasSize(1);
    return runs.getFirst();
  }

  private static void assertNone(TestServer server, String query) {
    assertThat(server.get("/api/v1/runs" + query).json().objects("runs")).as(query).isEmpty();
  }

  @Test
  void list_failedRun_saysWhatTheDossierSays() {
    try (TestServer server = TestServer.start()) {
      server.post(FAILED);
      server.awaitExamined();

      Json.Obj run = only(server, "");
      Json.Obj dossier = server.get("/api/v1/runs/r1/dossier").json().object("dossier");
      assertThat(run.text("headline")).isEqualTo(dossier.text("blocker")).isNotEmpty();
      for (String name : List.of("failure", "phase", "cause")) {
        assertThat(run.text(name)).as(name).isEqualTo(dossier.text(name)).isNotEmpty();
      }
      assertThat(run.text("started_at")).isEqualTo("2026-04-23T13:00:01Z");
      assertThat(run.text("cause")).isEqualTo("input");
      assertThat(run.has("stuck")).isFalse();
    }
  }

  @Test
  void list_text_findsAlarmsAndNotOtherLines() {
    try (TestServer server = TestServer.start()) {
      server.post(FAILED);
      server.awaitExamined();

      only(server, "?text=full%20bucket&cause=input");
      assertNone(server, "?text=always");
    }
  }

  @Test
  void list_lateEvent_isFoundAnew() {
    try (TestServer server = TestServer.start()) {
      server.post(FAILED);
      server.awaitExamined();
      server.post(
          """
          {"run_id":"r1","kind":"run_started","attempt_id":"two","ts":"2026-04-23T14:00:00Z"}
          {"run_id":"r1","kind":"run_finished","attempt_id":"two","ts":"2026-04-23T14:00:01Z",
           "attributes":{"status":"succeeded"}}
          """);
      server.awaitExamined();

      Json.Obj run = only(server, "?attempt=2");
      assertThat(run.text("status")).isEqualTo("succeeded");
      assertThat(run.has("headline")).isFalse();
      assertThat(run.text("started_at")).isEqualTo("2026-04-23T14:00:00Z");
      assertNone(server, "?cause=input");
    }
  }

  @Test
  void list_quietRun_isStuckByTheRuleThatItShows() {
    try (TestServer server = TestServer.start()) {
      server.post(RUNNING);
      server.awaitExamined();

      assertThat(only(server, "").flag("stuck")).isFalse();
      assertThat(only(server, "").text("stuck_rule")).isEqualTo("no event for 5m00s");
      assertThat(only(server, "").text("stuck_at")).isEqualTo("2026-04-23T13:05:00Z");
      server.passes(299);
      assertNone(server, "?stuck=true");
      server.passes(1);
      assertThat(only(server, "?stuck=true").flag("stuck")).isTrue();

      server.post("{\"run_id\":\"r2\",\"kind\":\"log\",\"summary\":\"still here\"}");
      assertNone(server, "?stuck=true");
      server.awaitExamined();
      assertThat(only(server, "").text("stuck_at")).isEqualTo("2026-04-23T13:10:00Z");
    }
  }

  @Test
  void list_runOfAWorkflowThatTakesLong_isGivenItsTime() {
    try (TestServer server = TestServer.start()) {
      server.post(
          """
          {"run_id":"r0","kind":"run_created","ts":"2026-04-22T13:00:00Z","attributes":{"name":"slow"}}
          {"run_id":"r0","kind":"run_started","ts":"2026-04-22T13:00:00Z"}
          {"run_id":"r0","kind":"stage_started","stage":"render","try":1,"ts":"2026-04-22T13:00:00Z"}
          {"run_id":"r0","kind":"stage_completed","stage":"render","try":1,"ts":"2026-04-22T13:20:00Z"}
          {"run_id":"r0","kind":"run_finished","ts":"2026-04-22T13:20:01Z","attributes":{"status":"succeeded"}}
          """);
      server.post(RUNNING);
      server.awaitExamined();

      assertThat(only(server, "?status=running").text("stuck_rule"))
          .isEqualTo("no event for 20m00s, the p95 of stage render in good runs (1 of them)");
      Json.Obj durations = server.get("/api/v1/workflows/slow/durations").json();
      assertThat(durations.object("run"))
          .isEqualTo(
              Json.object()
                  .put("count", 1)
                  .put("p50_ms", 1_201_000)
                  .put("p95_ms", 1_201_000)
                  .build());
      assertThat(durations.objects("stages"))
          .containsExactly(
              Json.object()
                  .put("path", "render")
                  .put("count", 1)
                  .put("p50_ms", 1_200_000)
                  .put("p95_ms", 1_200_000)
                  .build());
      assertThat(server.get("/api/v1/workflows/none/durations").json().objects("stages")).isEmpty();
    }
  }

  @Test
  void list_runsThatCameBeforeTheServer_areExamined() {
    RunStore store = TestServer.memory(() -> TestServer.BEGIN);
    RunKey run = new RunKey("default", "r1");
    store.append(
        List.of(
            event(run, 1, Kind.RUN_STARTED, Json.EMPTY_OBJECT),
            event(run, 2, Kind.RUN_FINISHED, Json.object().put("status", "failed").build())));
    try (TestServer server = TestServer.over(store)) {
      server.awaitExamined();
      assertThat(only(server, "").text("headline")).isNotEmpty();
    }
  }
}
