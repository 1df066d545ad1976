package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.RunKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/lineage`.
class LineageTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private Answer post(String body, String... headers) {
    return server.send(
        server.request("/api/v1/lineage", headers).POST(BodyPublishers.ofString(body)));
  }

  private static String event(String type, String second, String facets) {
    return """
    {"eventType":"%s","eventTime":"2026-04-23T13:00:%sZ","producer":"https://shop.example",\
    "run":{"runId":"r1","facets":{%s}},"job":{"namespace":"shop","name":"orders"},\
    "outputs":[{"namespace":"s3://reports","name":"daily"}]}\
    """
        .formatted(type, second, facets);
  }

  private static final String START = event("START", "00", "");
  private static final String FAIL =
      event("FAIL", "10", "\"errorMessage\":{\"message\":\"no space left on device\"}");

  private static List<String> statuses(Answer answer) {
    return answer.results().stream().map(one -> one.text("status", "")).toList();
  }

  private static Digest contentRoot(TestServer asked) {
    return ContentRoot.of(
        asked.store().ledger(new RunKey("default", "r1")).orElseThrow().rows(0, 1_000));
  }

  @Test
  void sameEvent_twice_isADuplicate() {
    assertThat(statuses(post(START))).containsExactly("stored");
    server.passes(60);

    Answer again = post(START.replace(",\"run\"", " ,\n \"run\""));

    assertThat(again.status()).isEqualTo(200);
    assertThat(statuses(again)).containsExactly("duplicate");
  }

  @Test
  void anyOrder_givesTheSameContent() {
    post("[" + START + "," + FAIL + "]");
    Digest inOrder = contentRoot(server);

    try (TestServer other = TestServer.start()) {
      for (String one : List.of(FAIL, START, FAIL)) {
        other.send(other.request("/api/v1/lineage").POST(BodyPublishers.ofString(one)));
      }
      assertThat(contentRoot(other)).isEqualTo(inOrder);
      assertThat(other.get("/api/v1/runs/r1/document").json().object("run").text("status"))
          .isEqualTo("failed");
    }
  }

  @Test
  void jsonLines_areTaken() {
    Answer answer = post(START + "\n" + FAIL + "\n", "content-type", "application/x-ndjson");

    assertThat(statuses(answer)).containsExactly("stored", "stored");
    assertThat(server.get("/api/v1/runs/r1/dossier").json().object("blocker").text("headline"))
        .isEqualTo("orders: no space left on device");
  }

  @Test
  void abort_isACancelledRun() {
    post(START + event("ABORT", "05", ""));

    assertThat(server.get("/api/v1/runs/r1/document").json().object("run").text("status"))
        .isEqualTo("cancelled");
  }

  @Test
  void outputOfAFailedRun_isNotSaidToBeWritten() {
    post(START + FAIL);

    assertThat(server.get("/api/v1/runs/r1/events").text())
        .contains("\"kind\":\"artifact_declared\"")
        .doesNotContain("\"kind\":\"artifact_written\"");
  }

  @Test
  void secret_inAFacet_isTakenOut() {
    String facets =
        "\"environmentVariables\":{\"environmentVariables\":[{\"name\":\"DB_PASSWORD\",\"value\":\"hunter2hunter2\"}]},"
            + "\"errorMessage\":{\"message\":\"login with password=hunter2hunter2 failed\"}";

    post(event("FAIL", "01", facets));

    assertThat(server.get("/api/v1/runs/r1/events").text())
        .contains("login with")
        .doesNotContain("hunter2");
  }

  @Test
  void largeFacet_standsBesideTheEvent_andTheRunEnds() {
    post(
        START + event("COMPLETE", "09", "\"plan\":{\"text\":\"" + "join ".repeat(400_000) + "\"}"));

    assertThat(server.get("/api/v1/runs/r1/document").json().object("run").text("status"))
        .isEqualTo("succeeded");
  }

  @Test
  void noEventOfOpenLineage_isRefusedWithItsPlace() {
    for (String[] bad :
        List.of(
            new String[] {"{\"eventType\":\"START\"}", "/eventTime"},
            new String[] {START.replace("\"runId\":\"r1\"", "\"id\":1"), "/run/runId"},
            new String[] {START.replace("\"name\":\"orders\"", "\"name\":\"\""), "/job/name"},
            new String[] {START.replace("\"name\":\"daily\"", "\"n\":1"), "/outputs/0/name"})) {
      Answer answer = post("[" + FAIL + "," + bad[0] + "]");

      assertThat(answer.status()).as(bad[1]).isEqualTo(400);
      Json.Obj problem = answer.json();
      assertThat(problem.text("code")).isEqualTo("lineage.member");
      assertThat(problem.text("path")).isEqualTo(bad[1]);
      assertThat(problem.whole("index")).isEqualTo(1);
    }
    assertThat(post("{\"a\":1}").json().text("code")).isEqualTo("lineage.member");
    assertThat(server.get("/api/v1/runs").json().list("runs")).isEmpty();
  }

  @Test
  void moreDatasetsThanEventsAreTaken_isOverTheLimit() {
    String one = "{\"namespace\":\"s3://b\",\"name\":\"n\"},";
    String many = START.replace("\"outputs\":[", "\"outputs\":[" + one.repeat(10_000));

    Answer answer = post(many);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().text("code")).isEqualTo("batch.items");
  }
}
