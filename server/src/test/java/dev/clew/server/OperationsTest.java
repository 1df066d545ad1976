package dev.clew.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.core.Refusal;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.StoreFault;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {
  private static final String EVENT = "{\"run_id\":\"r1\",\"kind\":\"run_started\"}";

  private static TestServer over(Runnable before) {
    return TestServer.over(new AnsweringStore(TestServer.memory(() -> TestServer.BEGIN), before));
  }

  @Test
  void health_ofARunningServer_isReady() {
    try (TestServer server = TestServer.start()) {
      assertThat(server.get("/health/live").json().text("status")).isEqualTo("live");
      assertThat(server.get("/health/ready").json().text("status")).isEqualTo("ready");
    }
  }

  @Test
  void metrics_count() {
    try (TestServer server = TestServer.start()) {
      server.post(EVENT + EVENT);
      server.post("nothing");
      server.get("/nowhere");

      Answer metrics = server.get("/metrics");

      assertThat(metrics.header("content-type")).startsWith("text/plain; version=0.0.4");
      assertThat(metrics.text())
          .contains("clew_http_requests_total{route=\"POST /api/v1/events\",code=\"200\"} 1\n")
          .contains("clew_http_requests_total{route=\"POST /api/v1/events\",code=\"400\"} 1\n")
          .contains("clew_http_requests_total{route=\"none\",code=\"404\"} 1\n")
          .contains("clew_ingest_events_total{result=\"stored\"} 1\n")
          .contains("clew_ingest_events_total{result=\"duplicate\"} 1\n")
          .contains("clew_refused_total{code=\"body.json\"} 1\n")
          .contains("clew_store_append_seconds_count 1\n")
          .contains("clew_store_append_seconds_bucket{le=\"+Inf\"} 1\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FULL,507,store.full,30",
    "BUSY,503,store.busy,1",
    "FAILED,503,store.failed,30",
    "CLOSED,503,store.closed,30",
  })
  void post_storeFault_isItsStatus(
      StoreFault.Kind kind, int status, String code, String retryAfter) {
    Runnable fault =
        () -> {
          throw new StoreFault(kind, "a fault of the test", null);
        };
    try (TestServer server = over(fault)) {
      Answer answer = server.post(EVENT);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().text("code")).isEqualTo(code);
      assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
      assertThat(answer.text()).doesNotContain("of the test");
    }
  }

  /// An exporter sends again after a 503, and never after a 507.
  @ParameterizedTest
  @CsvSource({"FULL,503,store.full,30", "BUSY,503,store.busy,1", "FAILED,503,store.failed,30"})
  void otlp_storeFault_isAskedAgainLater(
      StoreFault.Kind kind, int status, String code, String retryAfter) {
    Runnable fault =
        () -> {
          throw new StoreFault(kind, "a fault of the test", null);
        };
    String body =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
            + "{\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}]}]}]}";
    try (TestServer server = over(fault)) {
      Answer answer =
          server.send(
              server
                  .request("/v1/logs", "content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body)));

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.json().whole("code")).isEqualTo(14);
      assertThat(answer.json().text("message")).startsWith(code).doesNotContain("of the test");
      assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
    }
  }

  @Test
  void post_faultThatNobodyForesaw_saysNothingOfIt() {
    Runnable fault =
        () -> {
          throw new IllegalStateException("password=hunter2");
        };
    try (TestServer server = over(fault)) {
      Answer answer = server.post(EVENT);

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().text("code")).isEqualTo("server.fault");
      assertThat(answer.text()).doesNotContain("hunter2").doesNotContain("at dev.clew");
    }
  }

  @Test
  void close_whileAnAppendIsUnderWay_answersItAndNobodyElse() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Runnable slow =
        () -> {
          begun.countDown();
          try {
            assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    try (TestServer server = over(slow)) {
      CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> server.post(EVENT));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Void> closed = CompletableFuture.runAsync(server.server()::close);
      Thread.sleep(300);
      Answer late = server.post(EVENT);
      mayEnd.countDown();

      assertThat(late.status()).isEqualTo(503);
      assertThat(late.json().text("code")).isEqualTo("server.closed");
      assertThat(late.header("retry-after")).isEqualTo("30");

      assertThat(answer.get(20, TimeUnit.SECONDS).result().text("status")).isEqualTo("stored");
      closed.get(50, TimeUnit.SECONDS);
    }
  }

  @Test
  void start_portInUse_isRefusedInOneLine() {
    try (TestServer server = TestServer.start()) {
      int port = server.server().port();
      ClewServer.Parts parts = TestServer.parts(TestServer.memory(() -> TestServer.BEGIN));

      assertThatThrownBy(() -> ClewServer.start(ServerOptions.DEFAULT.at("127.0.0.1", port), parts))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("port " + port)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void upgradeToHttp2_isNotDone() throws IOException {
    try (TestServer server = TestServer.start();
        Socket socket = server.socket()) {
      String request =
          """
          GET /api/v1/openapi.json HTTP/1.1\r
          Host: localhost\r
          Connection: Upgrade, HTTP2-Settings, close\r
          Upgrade: h2c\r
          HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r
          \r
          """;
      socket.getOutputStream().write(request.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 200 OK")
          .contains("\"openapi\"");
    }
  }

  @Test
  void start_whereOthersReachIt_isRefused() {
    for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
      ClewServer.Parts parts = TestServer.parts(TestServer.memory(() -> TestServer.BEGIN));

      assertThatThrownBy(() -> ClewServer.start(ServerOptions.DEFAULT.at(host, 0), parts))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("others could reach");
    }
  }

  @Test
  void options_default_areThoseOfTheDocs() {
    ServerOptions options = ServerOptions.DEFAULT;

    assertThat(options.listening().host()).isEqualTo("127.0.0.1");
    assertThat(options.listening().port()).isEqualTo(7373);
    assertThat(options.namespace()).isEqualTo("default");
    assertThat(options.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    assertThat(options.limits().bodyBytes()).isEqualTo(64 << 20);
    assertThat(options.limits().batchItems()).isEqualTo(10_000);
  }
}
