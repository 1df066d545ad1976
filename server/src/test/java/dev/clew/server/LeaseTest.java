package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.server.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Workers that claim runs, and what they may do with them.
class LeaseTest {
  private static final String QUEUE = "/api/v1/queues/reports/claim";
  private static final String WORKER = "{\"worker\":\"w1\",\"host\":\"h1\",\"lease_ms\":60000}";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void queue(String run) {
    server.post(
        "{\"run_id\":\"%s\",\"kind\":\"run_created\",\"attributes\":{\"name\":\"report\",\"queue\":\"reports\"}}"
            .formatted(run));
  }

  private Answer ask(String path, String body) {
    return server.send(
        server
            .request(path, "content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Json.Obj claim() {
    Answer answer = ask(QUEUE, WORKER);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String body(Json.Obj claim, String... more) {
    var body = Json.object().put("lease", claim.text("lease"));
    for (int at = 0; at < more.length; at += 2) {
      body.put(more[at], more[at + 1]);
    }
    return JsonWriter.compact(body.build());
  }

  private String status(String run) {
    return server.get("/api/v1/runs/" + run).json().object("run").text("status", "");
  }

  private List<Json.Obj> events(String run) {
    return server.get("/api/v1/runs/" + run + "/events").json().objects("rows").stream()
        .map(row -> row.object("event"))
        .toList();
  }

  @Test
  void claim_oldestOfTheQueue_isTheWorkersUntilItsEnd() {
    queue("r1");
    queue("r2");

    Json.Obj claim = claim();

    assertThat(claim.text("run_id")).isEqualTo("r1");
    assertThat(claim.whole("attempt")).isEqualTo(1);
    assertThat(claim.whole("lease_ms")).isEqualTo(60_000);
    assertThat(claim.whole("renew_within_ms")).isEqualTo(20_000);
    assertThat(claim.object("created").text("name")).isEqualTo("report");
    assertThat(status("r1")).isEqualTo("running");
    assertThat(claim().text("run_id")).isEqualTo("r2");
    assertThat(ask(QUEUE, WORKER).status()).isEqualTo(204);

    Answer done = ask("/api/v1/runs/r1/complete", body(claim, "status", "succeeded"));

    assertThat(done.json().text("run_status")).isEqualTo("succeeded");
    assertThat(status("r1")).isEqualTo("succeeded");
    Json.Obj claimed = events("r1").get(1);
    assertThat(claimed.text("kind")).isEqualTo("run_claimed");
    assertThat(claimed.text("invocation_id")).isEqualTo(claim.text("invocation_id"));
    assertThat(claimed.object("attributes").text("worker")).isEqualTo("w1");
    assertThat(claimed.object("attributes").text("queue")).isEqualTo("reports");
    assertThat(server.get("/metrics").text())
        .contains("clew_leases_total{result=\"claimed\"} 2")
        .contains("clew_leases_total{result=\"completed\"} 1");
  }

  @Test
  void claim_byManyWorkersAtOnce_givesEachRunOnce() {
    IntStream.range(0, 20).forEach(number -> queue("run" + number));

    List<String> claimed =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(any -> ask(QUEUE, WORKER))
            .filter(answer -> answer.status() == 200)
            .map(answer -> answer.json().text("run_id"))
            .toList();

    assertThat(claimed).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void claim_ofARunThatIsHeld_isRefusedWithItsWorker() {
    queue("r1");
    claim();

    Answer answer = ask("/api/v1/runs/r1/claim", WORKER);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().text("code")).isEqualTo("lease.held");
    assertThat(answer.json().text("worker")).isEqualTo("w1");
  }

  @Test
  void claim_ofARunThatNobodyOffers_isRefused() {
    server.post("{\"run_id\":\"r1\",\"kind\":\"run_created\"}");
    assertThat(ask("/api/v1/runs/r1/claim", WORKER).json().text("code")).isEqualTo("run.unqueued");
    server.post("{\"run_id\":\"r1\",\"kind\":\"run_finished\"}");
    assertThat(ask("/api/v1/runs/r1/claim", WORKER).json().text("code")).isEqualTo("run.ended");
    assertThat(ask("/api/v1/runs/r2/claim", WORKER).status()).isEqualTo(404);
  }

  @Test
  void claim_ofALostRun_isAnotherAttempt_andTheOldLeaseIsNone() {
    queue("r1");
    Json.Obj old = claim();
    server.post(
        "{\"run_id\":\"r1\",\"attempt_id\":\"%s\",\"kind\":\"run_lost\"}"
            .formatted(old.text("attempt_id")));
    assertThat(status("r1")).isEqualTo("lost");

    Json.Obj claim = ask("/api/v1/runs/r1/claim", "{\"worker\":\"w2\"}").json();

    assertThat(claim.whole("attempt")).isEqualTo(2);
    assertThat(claim.text("attempt_id")).isNotEqualTo(old.text("attempt_id"));
    assertThat(status("r1")).isEqualTo("running");
    for (String path : List.of("renew", "complete")) {
      String body = path.equals("renew") ? body(old) : body(old, "status", "failed");
      Answer refused = ask("/api/v1/runs/r1/" + path, body);
      assertThat(refused.status()).as(path).isEqualTo(409);
      assertThat(refused.json().text("code")).isEqualTo("lease.lost");
      assertThat(refused.json().text("worker")).isEqualTo("w2");
    }
    assertThat(status("r1")).isEqualTo("running");
  }

  /// Of a worker that was killed.
  @Test
  void claim_withoutASignOfLife_isLostAndMayBeClaimedAnew() throws Exception {
    queue("r1");
    ask(QUEUE, "{\"worker\":\"w1\",\"lease_ms\":1000}");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!status("r1").equals("lost")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }

    assertThat(server.get("/api/v1/runs/r1/dossier").json().object("dossier").text("blocker"))
        .startsWith("its lease ran out; the last sign of it is run_claimed at ");
    assertThat(ask("/api/v1/runs/r1/claim", "{\"worker\":\"w2\"}").json().whole("attempt"))
        .isEqualTo(2);
  }

  @Test
  void renew_isASignOfLife_writtenWhenItSaysSomethingOrIsDue() {
    queue("r1");
    Json.Obj claim = claim();

    assertThat(ask("/api/v1/runs/r1/renew", body(claim)).json().whole("renew_within_ms"))
        .isEqualTo(20_000);
    assertThat(events("r1")).hasSize(2);

    ask(
        "/api/v1/runs/r1/renew",
        "{\"lease\":\"%s\",\"done\":3,\"total\":9}".formatted(claim.text("lease")));
    server.passes(15);
    ask("/api/v1/runs/r1/renew", body(claim));

    List<Json.Obj> events = events("r1");
    assertThat(events)
        .hasSize(4)
        .extracting(event -> event.text("kind"))
        .endsWith("heartbeat", "heartbeat");
    assertThat(events.get(2).object("attributes").whole("done")).isEqualTo(3);
    assertThat(events).extracting(event -> event.whole("seq")).endsWith(0L, 1L, 2L);
  }

  @Test
  void renew_ofALostRun_bringsItBack() {
    queue("r1");
    Json.Obj claim = claim();
    server.post(
        "{\"run_id\":\"r1\",\"attempt_id\":\"%s\",\"kind\":\"run_lost\"}"
            .formatted(claim.text("attempt_id")));

    assertThat(ask("/api/v1/runs/r1/renew", body(claim)).status()).isEqualTo(200);

    assertThat(status("r1")).isEqualTo("running");
  }

  @Test
  void complete_again_isTheSame_andAnotherEndIsRefused() {
    queue("r1");
    Json.Obj claim = claim();
    String failed =
        "{\"lease\":\"%s\",\"status\":\"failed\",\"error\":{\"code\":\"no_space\",\"message\":\"disk full on /data\"}}"
            .formatted(claim.text("lease"));

    for (int times = 0; times < 2; times++) {
      assertThat(ask("/api/v1/runs/r1/complete", failed).status()).isEqualTo(200);
    }
    Answer other = ask("/api/v1/runs/r1/complete", body(claim, "status", "succeeded"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().text("code")).isEqualTo("run.ended");
    assertThat(other.json().text("run_status")).isEqualTo("failed");
    assertThat(events("r1")).hasSize(3);
    Json.Obj dossier = server.get("/api/v1/runs/r1/dossier").json().object("dossier");
    assertThat(dossier.text("blocker")).isEqualTo("disk full on /data");
    assertThat(ask("/api/v1/runs/r1/renew", body(claim)).json().text("code"))
        .isEqualTo("run.ended");
  }

  @Test
  void complete_withAnErrorOverALimit_isRefusedAndTheLeaseHolds() {
    queue("r1");
    Json.Obj claim = claim();
    String deep = "{\"a\":".repeat(96) + "1" + "}".repeat(96);
    String body =
        "{\"lease\":\"%s\",\"status\":\"failed\",\"error\":%s}"
            .formatted(claim.text("lease"), deep);

    Answer refused = ask("/api/v1/runs/r1/complete", body);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.json().text("code")).isEqualTo("event.depth");
    assertThat(status("r1")).isEqualTo("running");
    assertThat(ask("/api/v1/runs/r1/complete", body(claim, "status", "failed")).status())
        .isEqualTo(200);
  }

  @Test
  void renew_withASecretThatTheRunHasNamed_isRedacted() {
    queue("r1");
    Json.Obj claim = claim();
    server.post(
        "{\"run_id\":\"r1\",\"attempt_id\":\"%s\",\"kind\":\"log\",\"attributes\":{\"password\":\"hunter2hunter2\"}}"
            .formatted(claim.text("attempt_id")));

    ask("/api/v1/runs/r1/renew", body(claim, "summary", "logs in with hunter2hunter2"));

    assertThat(server.get("/api/v1/runs/r1/events").text())
        .contains("logs in with")
        .doesNotContain("hunter2hunter2");
  }

  @Test
  void post_queueWithALongName_isRejected() {
    String event = "{\"run_id\":\"r1\",\"kind\":\"run_created\",\"attributes\":{\"queue\":\"%s\"}}";

    Json.Obj result = server.post(event.formatted("q".repeat(101))).result();

    assertThat(result.text("status")).isEqualTo("rejected");
    assertThat(result.text("code")).isEqualTo("queue.chars");
    assertThat(result.whole("limit")).isEqualTo(100);
    assertThat(server.post(event.formatted("q".repeat(100))).result().text("status"))
        .isEqualTo("stored");
  }

  @Test
  void ask_badBody_isRefusedWithItsMember() {
    queue("r1");
    for (String body :
        List.of(
            "{}",
            "{\"worker\":\"\"}",
            "{\"worker\":7}",
            "{\"worker\":\"w\",\"lease_ms\":1}",
            "{\"worker\":\"w\",\"lease_ms\":1e99}",
            "{\"worker\":\"w\",\"leese_ms\":5000}",
            "[]",
            "{")) {
      Answer answer = ask(QUEUE, body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.json().text("code")).startsWith("body.");
    }
    assertThat(ask(QUEUE, "{\"worker\":\"w\",\"leese_ms\":5000}").json().text("suggestion"))
        .isEqualTo("lease_ms");
    assertThat(
            ask("/api/v1/runs/r1/complete", "{\"lease\":\"l\",\"status\":\"lost\"}")
                .json()
                .text("member"))
        .isEqualTo("status");
    assertThat(status("r1")).isEqualTo("created");
  }
}
