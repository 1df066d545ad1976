package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import dev.clew.server.log.ServerLog;
import dev.clew.store.RunStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What a server says of itself while it runs.
class ServerLogTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String EVENT = "{\"run_id\":\"r1\",\"kind\":\"run_started\"}";

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final RunStore store = TestServer.memory(() -> TestServer.BEGIN);

  private ClewServer start(RunStore over, ServerLog.Detail detail) {
    ClewServer.Parts parts = TestServer.parts(over);
    ServerLog log = new ServerLog(detail, lines::add, () -> TestServer.BEGIN);
    return ClewServer.start(
        ServerOptions.DEFAULT.at("127.0.0.1", 0),
        new ClewServer.Parts(
            over, parts.words(), parts.redactors(), parts.clock(), parts.ids(), log));
  }

  private static int post(ClewServer server, String path, String... headers) throws Exception {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .POST(BodyPublishers.ofString(EVENT));
    HttpRequest request = (headers.length == 0 ? asked : asked.headers(headers)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private List<Json.Obj> requests() throws JsonText.Malformed {
    List<Json.Obj> found = new ArrayList<>();
    for (String line : List.copyOf(lines)) {
      Json.Obj one = (Json.Obj) JsonText.parse(line);
      if ("request".equals(one.text("event"))) {
        found.add(one);
      }
    }
    return found;
  }

  @Test
  void requests_areToldWithTheirTraceAndWithoutTheirContents() throws Exception {
    try (ClewServer server = start(store, ServerLog.Detail.REQUESTS)) {
      post(
          server,
          "/api/v1/events?namespace=hunter2",
          "traceparent",
          "00-" + TRACE + "-b7ad6b7169203331-01",
          "x-correlation-id",
          "order-7");
      post(server, "/api/v1/runs/r1/renew", "x-correlation-id", "password=hunter2 !");
    }

    List<Json.Obj> told = requests();
    assertThat(told).hasSize(2);
    Json.Obj first = told.getFirst();
    assertThat(first.text("route")).isEqualTo("POST /api/v1/events");
    assertThat(first.text("level")).isEqualTo("info");
    assertThat(first.whole("status")).isEqualTo(200);
    assertThat(first.text("principal")).isEqualTo("local");
    assertThat(first.text("address")).isEqualTo("127.0.0.1");
    assertThat(first.text("trace_id")).isEqualTo(TRACE);
    assertThat(first.text("parent_span_id")).isEqualTo("b7ad6b7169203331");
    assertThat(first.text("correlation_id")).isEqualTo("order-7");
    Json.Obj second = told.getLast();
    assertThat(second.text("run_id")).isEqualTo("r1");
    assertThat(second.text("code")).isEqualTo("body.member");
    assertThat(second.text("level")).isEqualTo("warn");
    assertThat(second.has("correlation_id")).isFalse();
    assertThat(String.join("\n", lines)).doesNotContain("hunter2");
    assertThat(lines.getFirst()).contains("\"event\":\"started\"");
    assertThat(lines.getLast()).contains("\"event\":\"ended\"");
  }

  @Test
  void unforeseenFault_isToldWithItsPlaceAndWithoutItsWords() throws Exception {
    RunStore failing =
        new AnsweringStore(
            store,
            () -> {
              throw new IllegalStateException("hunter2");
            });
    try (ClewServer server = start(failing, ServerLog.Detail.ERRORS)) {
      assertThat(post(server, "/api/v1/events")).isEqualTo(500);
      assertThat(post(server, "/api/v1/runs/none/renew")).isEqualTo(400);
    }

    assertThat(requests()).hasSize(1);
    Json.Obj told = requests().getFirst();
    assertThat(told.text("level")).isEqualTo("error");
    assertThat(told.text("code")).isEqualTo("server.fault");
    assertThat(told.object("fault").text("class")).isEqualTo("java.lang.IllegalStateException");
    assertThat(told.object("fault").toString()).contains("AnsweringStore.append");
    assertThat(String.join("\n", lines)).doesNotContain("hunter2");
  }

  @Test
  void none_saysNothing() throws Exception {
    try (ClewServer server = start(store, ServerLog.Detail.NONE)) {
      post(server, "/api/v1/events");
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void slowReader_holdsNobodyUp_andWhatIsLeftOutIsCounted() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    try (ServerLog log =
        new ServerLog(
            ServerLog.Detail.ERRORS,
            line -> {
              try {
                reads.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              lines.add(line);
            },
            InstantSource.system())) {
      for (int line = 0; line < 10_050; line++) {
        log.say(ServerLog.Level.INFO, "event", Json.EMPTY_OBJECT);
      }
      reads.countDown();
    }
    assertThat(lines).hasSizeLessThan(10_050);
    assertThat(lines).anyMatch(line -> line.contains("log_dropped"));
  }
}
