package dev.clew.engine;

import static dev.clew.engine.TestRuns.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.event.Kind;
import dev.clew.core.fact.call.ToolCallEnded;
import dev.clew.core.fact.part.Missing;
import dev.clew.core.json.Json;
import dev.clew.core.run.EffectView;
import dev.clew.core.run.RunStatus;
import dev.clew.core.run.StageStatus;
import dev.clew.core.run.ToolCallView;
import dev.clew.engine.evidence.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can go wrong with a connection or an answer: one clear message, and a ledger that says so.
class TransportTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  private static void isFailure(TestRuns.Ran ran, String code, boolean sentNothing) {
    assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ran.stage("call").status()).isEqualTo(StageStatus.FAILED);
    assertThat(ran.errorCode("call")).isEqualTo(code);
    assertThat(ran.errorMessage("call")).doesNotContain("\n").doesNotContain("Exception");
    assertThat(ran.call().status()).isEqualTo(ToolCallView.Status.FAILED);
    assertThat(ran.call().effect())
        .isEqualTo(sentNothing ? EffectView.State.NOT_COMMITTED : EffectView.State.UNKNOWN);
    assertThat(ran.rows(Kind.RUN_FINISHED)).hasSize(1);
  }

  private static String post() {
    return one("httpVerb: POST", "body: '{}'");
  }

  @Test
  void run_nobodyListens_isRefused() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    TestRuns.Ran ran = TestRuns.of("http://127.0.0.1:" + port, post()).run();
    isFailure(ran, "connect_refused", true);
    assertThat(ran.errorMessage("call")).contains("127.0.0.1:" + port);
  }

  @Test
  void run_unknownHost_saysWhich() {
    TestRuns.Ran ran = TestRuns.of("http://nobody.invalid", post()).run();
    isFailure(ran, "unknown_host", true);
    assertThat(ran.errorMessage("call")).contains("nobody.invalid");
  }

  @Test
  void run_metadataAddress_isBlocked() {
    TestRuns.Ran ran = TestRuns.of("http://169.254.169.254", post()).run();
    isFailure(ran, "address_blocked", true);
    assertThat(ran.errorMessage("call")).contains("calls to it have to be allowed");
  }

  @Test
  void run_plainPortForHttps_saysThatTlsFailed() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseInPlainText(plain));
      TestRuns.Ran ran = TestRuns.of("https://127.0.0.1:" + plain.getLocalPort(), post()).run();
      isFailure(ran, "tls_failed", true);
      assertThat(ran.errorMessage("call")).contains("127.0.0.1:" + plain.getLocalPort());
    }
  }

  private static void refuseInPlainText(ServerSocket plain) {
    try (Socket connection = plain.accept()) {
      connection.getInputStream().readNBytes(5);
      connection.getOutputStream().write("HTTP/1.1 400 no\r\n\r\n".getBytes(UTF_8));
      connection.shutdownOutput();
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  @Test
  void run_fullBacklog_connectTimesOut() throws IOException {
    List<Socket> fillers = new ArrayList<>();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int filler = 0; filler < 4; filler++) {
        Socket socket = new Socket();
        fillers.add(socket);
        try {
          socket.connect(new InetSocketAddress(busy.getInetAddress(), busy.getLocalPort()), 200);
        } catch (IOException full) {
          break;
        }
      }
      TestRuns.Ran ran =
          TestRuns.of("http://127.0.0.1:" + busy.getLocalPort(), post())
              .connectTimeout(SHORT)
              .run();
      isFailure(ran, "connect_timeout", true);
      assertThat(ran.errorMessage("call")).contains("connect_timeout = 400 ms");
    } finally {
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  @Test
  void run_noHead_timesOut() {
    timesOut(TestServer.silent());
  }

  @Test
  void run_slowHead_timesOut() {
    timesOut(TestServer.endless("HTTP/1.1 200 OK\r\nX-Slow: ", "a", 50));
  }

  @Test
  void run_slowBody_timesOut() {
    timesOut(TestServer.endless("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "a", 50));
  }

  @Test
  void run_slowEndlessChunks_timesOut() {
    timesOut(
        TestServer.endless(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", 50));
  }

  private static void timesOut(TestServer.Answer answer) {
    try (TestServer server = new TestServer(answer)) {
      TestRuns.Ran ran = TestRuns.of(server, post()).requestTimeout(SHORT).run();
      isFailure(ran, "request_timeout", false);
      assertThat(ran.errorMessage("call")).contains("request_timeout = 400 ms");
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void run_endlessChunks_stopAtTheLimit() {
    String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    overLimit(
        TestServer.endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk, 0),
        "response.bytes = " + (32 << 20));
  }

  @Test
  void run_40MegabytesAnnounced_isNotRead() {
    overLimit(
        TestServer.stall("HTTP/1.1 200 OK\r\nContent-Length: " + (40 << 20) + "\r\n\r\n"),
        "it announced " + (40 << 20));
  }

  @Test
  void run_40MegabytesUntilClose_stopAtTheLimit() {
    overLimit(
        TestServer.endless("HTTP/1.1 200 OK\r\n\r\n", "a".repeat(1 << 16), 0), "response.bytes");
  }

  @Test
  void run_endlessHeaders_stopAtTheLimit() {
    overLimit(TestServer.endless("HTTP/1.1 200 OK\r\n", "X-Again: yes\r\n", 0), "response.headers");
  }

  @Test
  void run_endlessHeaderLine_stopsAtTheLimit() {
    overLimit(
        TestServer.endless("HTTP/1.1 200 OK\r\nX-Long: ", "aaaaaaaaaaaaaaaa", 0),
        "response.headers");
  }

  private static void overLimit(TestServer.Answer answer, String says) {
    try (TestServer server = new TestServer(answer)) {
      TestRuns.Ran ran = TestRuns.of(server, post()).run();
      isFailure(ran, "response_over_limit", false);
      assertThat(ran.errorMessage("call")).contains(says);
    }
  }

  @Test
  void run_bodyJustAtTheLimit_isTaken() {
    byte[] body = new byte[32 << 20];
    java.util.Arrays.fill(body, (byte) 'a');
    try (TestServer server = new TestServer(TestServer.bytes(200, "text/plain", body))) {
      TestRuns.Ran ran = TestRuns.of(server, post()).run();
      assertThat(ran.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(ran.ended().object("body").whole("size_bytes")).isEqualTo(32L << 20);
    }
  }

  @Test
  void run_bodyShorterThanAnnounced_isCutOff() {
    try (TestServer server =
        new TestServer(TestServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\":1"))) {
      TestRuns.Ran ran = TestRuns.of(server, post()).run();
      isFailure(ran, "connection_closed", false);
      assertThat(ran.errorMessage("call")).contains("in the middle of the answer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is not HTTP at all\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void run_malformedAnswer_isOneMessage(String bytes) {
    try (TestServer server = new TestServer(TestServer.raw(bytes))) {
      TestRuns.Ran ran = TestRuns.of(server, post()).run();
      assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
      assertThat(ran.errorCode("call")).isIn("malformed_answer", "connection_closed");
      assertThat(ran.errorMessage("call")).contains("127.0.0.1").doesNotContain("Exception");
      assertThat(ran.call().effect()).isEqualTo(EffectView.State.UNKNOWN);
    }
  }

  @Test
  void run_serverClosesAfterAccept_isAskedExactlyOnce() {
    try (TestServer server = new TestServer(TestServer.hangUp())) {
      TestRuns.Ran ran = TestRuns.of(server, one()).run();
      assertThat(ran.errorCode("call")).isEqualTo("connection_closed");
      assertThat(server.received()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void run_503WithRetryAfter_isAskedExactlyOnce() {
    try (TestServer server = new TestServer(TestServer.json(503, "{}", "Retry-After: 0"))) {
      TestRuns.of(server, one()).run();
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void run_secondStage_usesTheConnectionAgain() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, TestRuns.workflow(TestRuns.stage("one"), TestRuns.stage("two")))
              .run();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(Objects.requireNonNull(ran.calls().get(0).ended()).has(ToolCallEnded.CONNECT))
          .isTrue();
      assertThat(Objects.requireNonNull(ran.calls().get(1).ended()).has(ToolCallEnded.CONNECT))
          .isFalse();
    }
  }

  @Test
  void run_204_missesAnOutputForAReason() {
    try (TestServer server = new TestServer(TestServer.raw("HTTP/1.1 204 No Content\r\n\r\n"))) {
      outputIsMissing(server, "body_missing", "no body");
    }
  }

  @Test
  void run_emptyBody_missesAnOutputForAReason() {
    try (TestServer server = new TestServer(TestServer.json(200, ""))) {
      outputIsMissing(server, "body_missing", "no body");
    }
  }

  @Test
  void run_notJson_missesAnOutputForAReason() {
    try (TestServer server = new TestServer(TestServer.text(200, "text/html", "<p>hello"))) {
      outputIsMissing(server, "body_not_json", "JSON");
    }
  }

  @Test
  void run_invalidUtf8_missesAnOutputForAReason() {
    byte[] body = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
    try (TestServer server = new TestServer(TestServer.bytes(200, "application/json", body))) {
      outputIsMissing(server, "body_missing", "UTF-8");
    }
  }

  private static void outputIsMissing(TestServer server, String code, String reason) {
    TestRuns.Ran ran = TestRuns.of(server, one("output:", "  id: \"{{response.body.id}}\"")).run();
    assertThat(ran.status()).isEqualTo(RunStatus.FAILED);
    assertThat(String.valueOf(ran.stage("call").error())).contains("output_missing");
    var output = OutcomeTest.named(ran.stage("call").outputs(), "id");
    assertThat(output.value()).isEqualTo(Json.NULL);
    Missing missing = Objects.requireNonNull(output.missing());
    assertThat(missing.code()).isEqualTo(code);
    assertThat(missing.reason()).contains(reason);
  }

  @Test
  void run_gzip_isNeitherAskedForNorUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"id\":\"packed\"}".getBytes(UTF_8));
    }
    byte[] body = packed.toByteArray();
    try (TestServer server =
        new TestServer(TestServer.bytes(200, "application/json", body, "Content-Encoding: gzip"))) {
      TestRuns.Ran ran =
          TestRuns.of(server, one("output:", "  id: \"{{response.body.id}}\""))
              .capture(Capture.BODIES)
              .run();
      assertThat(server.received().getFirst().header("Accept-Encoding")).isNull();
      assertThat(ran.ended().object("body").whole("size_bytes")).isEqualTo(body.length);
      assertThat(ran.written()).doesNotContain("packed");
      assertThat(OutcomeTest.named(ran.stage("call").outputs(), "id").value()).isEqualTo(Json.NULL);
    }
  }

  @Test
  void run_request_isWhatTheWorkflowSaysAndNothingElse() {
    try (TestServer server = new TestServer(TestServer.json(200, "{}"))) {
      TestRuns.of(
              server,
              one(
                  "httpVerb: POST",
                  "endpoint: /api/things",
                  "query: {a: \"1 2\", b: \"x&y\"}",
                  "headers: {X-One: \"1\"}",
                  "body: '{\"n\": 3.10}'"))
          .run();
      TestServer.Received request = server.received().getFirst();
      assertThat(request.head()).startsWith("POST /api/things?a=1%202&b=x%26y HTTP/1.1\r\n");
      assertThat(request.text()).isEqualTo("{\"n\": 3.10}");
      assertThat(request.header("X-One")).isEqualTo("1");
      assertThat(request.header("Content-Type")).startsWith("application/json");
      assertThat(request.header("User-Agent")).isEqualTo("clew");
      List<String> names = new ArrayList<>();
      for (String line : request.head().strip().split("\r\n", -1)) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.contains(" HTTP/1.1")) {
          names.add(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT));
        }
      }
      assertThat(names)
          .containsExactlyInAnyOrder(
              "x-one",
              "content-type",
              "user-agent",
              "traceparent",
              "host",
              "content-length",
              "connection");
    }
  }
}
