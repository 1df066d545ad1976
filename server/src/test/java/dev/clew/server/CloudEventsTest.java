package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Event;
import dev.clew.core.ledger.Row;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.RunKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `POST /api/v1/events` with CloudEvents.
class CloudEventsTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private static String event(String id, String more, String data) {
    return """
    {"specversion":"1.0","id":"%s","source":"/shop/jobs","type":"com.shop.job"%s,"data":%s}\
    """
        .formatted(id, more, data);
  }

  private Answer post(String body, String type) {
    return server.post(body, "content-type", type);
  }

  private List<Event> events(String runId) {
    return server.store().ledger(new RunKey("default", runId)).orElseThrow().rows(0, 100).stream()
        .map(Row::event)
        .toList();
  }

  private static List<String> statuses(Answer answer) {
    return answer.results().stream().map(one -> one.text("status", "")).toList();
  }

  @Test
  void structured_envelope_saysWhatTheEventDoesNot() {
    String more = ",\"subject\":\"r1\",\"time\":\"2026-04-23T12:00:00.5Z\",\"x\":null";

    assertThat(statuses(post(event("1", more, "{\"kind\":\"log\",\"summary\":\"hello\"}"), ONE)))
        .containsExactly("stored");

    Event stored = events("r1").getFirst();
    assertThat(stored.kind()).isEqualTo("log");
    assertThat(stored.summary()).isEqualTo("hello");
    assertThat(stored.ts()).hasToString("2026-04-23T12:00:00.5Z");
    assertThat(stored.identity().attemptId()).isEqualTo("r1.1");
  }

  @Test
  void structured_event_countsBeforeItsEnvelope() {
    String more = ",\"subject\":\"other\",\"time\":\"2026-04-23T12:00:00Z\"";
    String data =
        "{\"run_id\":\"r1\",\"kind\":\"log\",\"ts\":\"2026-04-23T11:00:00Z\",\"event_id\":\"e1\"}";

    post(event("1", more, data), ONE);

    assertThat(events("r1").getFirst().ts()).hasToString("2026-04-23T11:00:00Z");
    assertThat(events("r1").getFirst().identity().eventId()).isEqualTo("e1");
  }

  @Test
  void structured_withoutData_hasItsKindByItsType() {
    String body =
        """
        {"specversion":"1.0","id":"1","source":"/jobs","type":"dev.clew.run_started","subject":"r1"}\
        """;

    assertThat(post(body, ONE + "; charset=utf-8").status()).isEqualTo(200);
    assertThat(events("r1").getFirst().kind()).isEqualTo("run_started");
  }

  @Test
  void batch_sameSourceAndId_isTheSameEvent() {
    String first = event("1", "", "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"a\"}");
    String again = event("1", "", "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"b\"}");
    String other = event("2", "", "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"a\"}");

    assertThat(statuses(post("[" + first + "," + other + "]", BATCH)))
        .containsExactly("stored", "stored");
    assertThat(statuses(post("[" + again + "," + other + "]", BATCH)))
        .containsExactly("duplicate", "duplicate");
    assertThat(statuses(post("[]", BATCH))).isEmpty();
    assertThat(events("r1")).hasSize(2);
  }

  private Answer binary(String body, String... more) {
    String[] headers = {
      "content-type", "application/json",
      "ce-specversion", "1.0",
      "ce-id", "1",
      "ce-source", "/shop/jobs",
      "ce-type", "com.shop.job",
    };
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return server.post(body, all);
  }

  @Test
  void binary_headers_areTheEnvelope() {
    String time = "2026-04-23T12:00:00Z";

    Answer answer = binary("{\"kind\":\"log\"}", "ce-subject", "r%C3%BCn%201%", "ce-time", time);

    assertThat(statuses(answer)).containsExactly("stored");
    assertThat(events("rün 1%").getFirst().ts()).hasToString(time);
    assertThat(statuses(binary("{\"kind\":\"log\"}", "ce-subject", "r%C3%BCn%201%")))
        .containsExactly("duplicate");
  }

  @Test
  void binary_severalEvents_areOverTheLimit() {
    Answer answer =
        binary("{\"run_id\":\"r1\",\"kind\":\"log\"}{\"run_id\":\"r2\",\"kind\":\"log\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().text("code")).isEqualTo("batch.items");
  }

  @Test
  void wrongEnvelope_isRefusedWithItsPlace() {
    String good = event("1", "", "{\"run_id\":\"r1\",\"kind\":\"log\"}");
    for (String[] bad :
        List.of(
            new String[] {good.replace("\"1.0\"", "\"0.3\""), "/specversion"},
            new String[] {good.replace("\"id\":\"1\"", "\"id\":\"\""), "/id"},
            new String[] {good.replace("\"/shop/jobs\"", "7"), "/source"},
            new String[] {good.replace("\"type\"", "\"typ\""), "/type"},
            new String[] {good.replace("\"data\"", "\"data_base64\":\"\",\"data\""), "/data"},
            new String[] {event("1", "", "\"text\""), "/data"})) {
      Answer answer = post("[" + good + "," + bad[0] + "]", BATCH);

      assertThat(answer.status()).as(bad[1]).isEqualTo(400);
      assertThat(answer.json().text("code")).isEqualTo("cloudevents.member");
      assertThat(answer.json().text("path")).isEqualTo(bad[1]);
      assertThat(answer.json().whole("index")).isEqualTo(1);
    }
    assertThat(server.get("/api/v1/runs").json().list("runs")).isEmpty();
  }

  @Test
  void wrongEvent_isRefusedWithItsPlaceInTheEnvelope() {
    Answer answer = post(event("1", "", "{\"run_id\":\"r1\",\"knd\":\"log\"}"), ONE);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().text("code")).isEqualTo("event.unknown_member");
    assertThat(answer.json().text("path")).isEqualTo("/data/knd");
    assertThat(
            post(event("1", ",\"time\":\"soon\"", "{\"run_id\":\"r1\",\"kind\":\"log\"}"), ONE)
                .json()
                .text("path"))
        .isEqualTo("/data/ts");
  }

  @Test
  void secret_isTakenOut() {
    post(
        event(
            "1",
            "",
            "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"password=hunter2hunter2\"}"),
        ONE);

    byte[] all = server.get("/api/v1/runs/r1/events").response().body();
    assertThat(new String(all, UTF_8)).contains("\"log\"").doesNotContain("hunter2");
  }
}
