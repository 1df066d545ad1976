package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.core.json.Json;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.retention.Retention;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs whose time is over, by a clock that is moved.
class RetentionTest {
  private static final long DAY = 86_400;

  private static TestServer server(String... rules) {
    return TestServer.start(ServerOptions.DEFAULT.retaining(Retention.parse(List.of(rules))));
  }

  private static String created(String run, String name) {
    return "{\"run_id\":\""
        + run
        + "\",\"kind\":\"run_created\",\"attributes\":{\"name\":\""
        + name
        + "\"}}";
  }

  private static void send(TestServer server, String... events) {
    for (String event : events) {
      assertThat(server.post(event).result().text("status")).isEqualTo("stored");
    }
  }

  private static Json.Obj awaitGone(TestServer server, String run) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    Answer answer = server.get("/api/v1/runs/" + run);
    while (answer.status() == 200) {
      assertThat(System.nanoTime()).as(run + " is removed by").isLessThan(end);
      Thread.sleep(50);
      answer = server.get("/api/v1/runs/" + run);
    }
    assertThat(answer.status()).isEqualTo(410);
    return answer.json();
  }

  private static int status(TestServer server, String run) {
    return server.get("/api/v1/runs/" + run).status();
  }

  @Test
  void runs_afterTheirTime_areRemovedByTheirPolicy() throws Exception {
    try (TestServer server = server("runs=400d", "runs:archived=900d", "unnamed=7d")) {
      send(server, created("old", "nightly"), created("kept", "archived"));
      server.passes(399 * DAY);
      send(server, created("new", "nightly"));
      server.passes(2 * DAY);

      Json.Obj gone = awaitGone(server, "old");

      assertThat(gone.text("policy")).isEqualTo("runs 400d");
      assertThat(gone.text("removed_by")).isEqualTo("clew");
      assertThat(gone.text("detail")).endsWith("by the policy runs 400d");
      assertThat(status(server, "kept")).isEqualTo(200);
      assertThat(status(server, "new")).isEqualTo(200);
      assertThat(server.get("/metrics").text())
          .contains("clew_runs_removed_total{policy=\"runs 400d\"} 1");

      server.passes(500 * DAY);
      assertThat(awaitGone(server, "kept").text("policy")).isEqualTo("runs:archived 900d");
      awaitGone(server, "new");
    }
  }

  @Test
  void tracesThatNameNoRun_afterTheirTime_areRemovedAndOthersStay() throws Exception {
    try (TestServer server = server("unnamed=7d")) {
      send(
          server,
          created("named", "nightly"),
          "{\"run_id\":\"traced\",\"kind\":\"stage_started\",\"stage\":\"x\","
              + "\"attributes\":{\"run_id_from\":\"trace_id\"}}");
      server.passes(8 * DAY);

      assertThat(awaitGone(server, "traced").text("policy")).isEqualTo("unnamed 7d");
      assertThat(status(server, "named")).isEqualTo(200);
    }
  }

  /// All of it but what stands for every row.
  private static Json.Obj explained(TestServer server) {
    Json.Obj all = server.get("/api/v1/runs/r1/dossier").json();
    assertThat(all.text("content_root")).isNotNull();
    return all.keeping((name, _) -> !name.equals("content_root"));
  }

  @Test
  void payloads_afterTheirTime_areGoneAndTheExplanationStays() throws Exception {
    try (TestServer server = server("raw=30d", "raw:archived=90d", "runs=400d")) {
      String payload = "{\"run_id\":\"%s\",\"kind\":\"stdout_chunk\",\"raw\":\"what it printed\"}";
      send(
          server,
          created("r1", "nightly"),
          "{\"run_id\":\"r1\",\"kind\":\"stage_started\",\"stage\":\"upload\"}",
          payload.formatted("r1"),
          "{\"run_id\":\"r1\",\"kind\":\"stage_failed\",\"stage\":\"upload\",\"summary\":\"no answer\"}",
          "{\"run_id\":\"r1\",\"kind\":\"run_finished\",\"attributes\":{\"status\":\"failed\"}}",
          created("r2", "archived"),
          payload.formatted("r2"));
      server.awaitExamined();
      Json.Obj list = server.get("/api/v1/runs?name=nightly").json();
      Json.Obj explained = explained(server);
      assertThat(server.get("/api/v1/runs/r1/events").text()).contains("what it printed");
      server.passes(31 * DAY);

      long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (server.get("/api/v1/runs/r1/events").text().contains("what it printed")) {
        assertThat(System.nanoTime()).as("the payload is removed by").isLessThan(end);
        Thread.sleep(50);
      }

      String events = server.get("/api/v1/runs/r1/events").text();
      assertThat(events).contains("raw payloads expired 2026-05-24 by raw 30d").contains("raw_ref");
      assertThat(explained(server)).isEqualTo(explained);
      assertThat(server.get("/api/v1/runs?name=nightly").json()).isEqualTo(list);
      assertThat(server.get("/api/v1/runs/r2/events").text()).contains("what it printed");
      assertThat(server.get("/metrics").text())
          .contains("clew_payloads_expired_total{policy=\"raw 30d\"} 1");

      // Its time is counted from its last event, and not from what the server has said.
      server.passes(370 * DAY);
      assertThat(awaitGone(server, "r1").text("policy")).isEqualTo("runs 400d");
    }
  }

  @Test
  void manyRuns_areAllRemoved() throws Exception {
    try (TestServer server = server("runs=36h")) {
      StringBuilder events = new StringBuilder();
      for (int run = 0; run < 50; run++) {
        events.append(created("r" + run, "nightly")).append('\n');
      }
      server.post(events.toString());
      server.passes(2 * DAY);

      awaitGone(server, "r49");
      assertThat(server.get("/api/v1/runs").json().objects("runs")).isEmpty();
    }
  }

  @Test
  void rules_thatAreNone_areRefused() {
    for (String rule : List.of("runs", "runs=", "runs=0d", "runs=4y", "runs=-1d", "runs=1.5d")) {
      assertThatThrownBy(() -> Retention.parse(List.of(rule)))
          .as(rule)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("400d");
    }
    assertThatThrownBy(() -> Retention.parse(List.of("unamed=7d")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("did you mean unnamed?");
    assertThatThrownBy(() -> Retention.parse(List.of("runs=7d", "runs=8d")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("two rules for runs");
    assertThat(Retention.parse(List.of())).isEqualTo(Retention.NONE);
  }
}
