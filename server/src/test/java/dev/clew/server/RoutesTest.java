package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.TestServer.Answer;
import dev.clew.server.http.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same of every route that the running server says it has: who gets in, and what else an
/// answer has to have. A route without a row here fails.
class RoutesTest {
  private static final String OTLP = "/opentelemetry.proto.collector.";
  private static final String TRACES = OTLP + "trace.v1.TraceService/Export";
  private static final String LOGS = OTLP + "logs.v1.LogsService/Export";
  private static final String METRICS = OTLP + "metrics.v1.MetricsService/Export";

  /// Each route, and a request that it answers.
  private static final Map<String, String> ROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GET /", "/"),
              Map.entry("GET /runs/{id}", "/runs/r1"),
              Map.entry("GET /health/live", "/health/live"),
              Map.entry("GET /health/ready", "/health/ready"),
              Map.entry("GET /metrics", "/metrics"),
              Map.entry("POST /api/v1/events", "/api/v1/events"),
              Map.entry("POST /api/v1/lineage", "/api/v1/lineage"),
              Map.entry("POST /api/v1/logs", "/api/v1/logs"),
              Map.entry("POST /v1/traces", "/v1/traces"),
              Map.entry("POST /v1/logs", "/v1/logs"),
              Map.entry("POST /v1/metrics", "/v1/metrics"),
              Map.entry("POST " + TRACES, TRACES),
              Map.entry("POST " + LOGS, LOGS),
              Map.entry("POST " + METRICS, METRICS),
              Map.entry("GET /api/v1/runs", "/api/v1/runs"),
              Map.entry("GET /api/v1/runs/stream", "/api/v1/runs/stream"),
              Map.entry("GET /api/v1/runs/{id}", "/api/v1/runs/r1"),
              Map.entry("GET /api/v1/runs/{id}/document", "/api/v1/runs/r1/document"),
              Map.entry("GET /api/v1/runs/{id}/dossier", "/api/v1/runs/r1/dossier"),
              Map.entry("GET /api/v1/runs/{id}/report.html", "/api/v1/runs/r1/report.html"),
              Map.entry("GET /api/v1/runs/{id}/events", "/api/v1/runs/r1/events"),
              Map.entry("GET /api/v1/runs/{id}/stream", "/api/v1/runs/r1/stream")));

  private static final String EVENT = "{\"run_id\":\"r1\",\"kind\":\"run_started\"}";

  /// What a route takes that takes no event of ours.
  private static final Map<String, String> BODIES =
      Map.of("POST /api/v1/lineage", "{\"job\":{\"namespace\":\"shop\",\"name\":\"orders\"}}");

  private static boolean isGrpc(String route) {
    return route.startsWith("POST " + OTLP);
  }

  private static String type(String route) {
    return isGrpc(route) ? "application/grpc" : "application/json";
  }

  private static String body(String route) {
    return isGrpc(route) ? "\0".repeat(5) : BODIES.getOrDefault(route, EVENT);
  }

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    server.post(EVENT);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /// What a client says that may say whatever it likes.
  private static String raw(String route, String host, String... headers) {
    StringBuilder request = new StringBuilder(route.startsWith("POST") ? "POST " : "GET ");
    request.append(ROWS.get(route)).append(" HTTP/1.1\r\n");
    request.append(host.isEmpty() ? "" : "Host: " + host + "\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("Content-Type: ").append(type(route)).append("\r\n");
    String body = route.startsWith("POST") ? body(route) : "";
    request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    try (Socket socket = server.socket()) {
      socket.getOutputStream().write(request.toString().getBytes(UTF_8));
      byte[] begin = socket.getInputStream().readNBytes(12);
      return new String(begin, UTF_8).substring(9);
    } catch (IOException e) {
      throw new AssertionError(route, e);
    }
  }

  private static String address() {
    return "127.0.0.1:" + server.server().port();
  }

  @Test
  void routes_ofTheServer_areThoseOfThisTest() {
    List<String> names = new ArrayList<>();
    for (Route route : server.server().routes()) {
      names.add(route.name());
    }

    assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ROWS.keySet());
  }

  @Test
  void everyRoute_byItsOwnName_answers() {
    for (String route : ROWS.keySet()) {
      assertThat(raw(route, address())).as(route).isEqualTo("200");
      assertThat(raw(route, "localhost")).as(route).isEqualTo("200");
      assertThat(raw(route, "[::1]:99")).as(route).isEqualTo("200");
      assertThat(raw(route, address(), "Origin: http://" + address())).as(route).isEqualTo("200");
    }
  }

  @Test
  void everyRoute_byAnotherName_refuses() {
    for (String route : ROWS.keySet()) {
      for (String host :
          List.of(
              "evil.example", "127.0.0.1.evil.example", "a@127.0.0.1", "127.0.0.1:x", "0.0.0.0")) {
        assertThat(raw(route, host)).as(route + " " + host).isIn("403", "400");
      }
      assertThat(raw(route, "")).as(route).isIn("403", "400");
    }
  }

  @Test
  void everyRoute_forAPageOfAnotherSite_refuses() {
    for (String route : ROWS.keySet()) {
      for (String origin :
          List.of(
              "null",
              "http://evil.example",
              "https://" + address(),
              "http://127.0.0.1:1",
              "http://" + address() + ".evil.example",
              "not an origin")) {
        assertThat(raw(route, address(), "Origin: " + origin))
            .as(route + " " + origin)
            .isEqualTo("403");
      }
    }
  }

  @Test
  void everyRoute_unknownParameter_refuses() {
    for (String route : ROWS.keySet()) {
      var request = server.request(ROWS.get(route) + "?nonsense=1");
      Answer answer =
          server.send(
              route.startsWith("POST")
                  ? request.POST(BodyPublishers.ofString(body(route)))
                  : request.GET());

      assertThat(answer.status()).as(route).isEqualTo(400);
      assertThat(answer.json().text("code")).isEqualTo("query.unknown");
    }
  }

  @Test
  void everyRoute_hasTheHeadersOfSafety() {
    for (String route : ROWS.keySet()) {
      if (route.endsWith("/stream")) {
        continue;
      }
      var request = server.request(ROWS.get(route), "content-type", type(route));
      Answer answer =
          server.send(
              route.startsWith("POST")
                  ? request.POST(BodyPublishers.ofString(body(route)))
                  : request.GET());

      assertThat(answer.header("x-content-type-options")).as(route).isEqualTo("nosniff");
      assertThat(answer.header("x-frame-options")).as(route).isEqualTo("DENY");
      assertThat(answer.header("content-security-policy"))
          .as(route)
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("referrer-policy")).as(route).isEqualTo("no-referrer");
      assertThat(answer.header("access-control-allow-origin")).as(route).isNull();
      assertThat(answer.header("server")).as(route).isNull();
    }
  }

  @Test
  void everyRoute_byAnotherMethod_saysWhich() {
    for (String route : ROWS.keySet()) {
      Answer answer =
          server.send(server.request(ROWS.get(route)).method("DELETE", BodyPublishers.noBody()));

      assertThat(answer.status()).as(route).isEqualTo(405);
      assertThat(answer.header("allow")).contains(route.substring(0, route.indexOf(' ')));
      assertThat(answer.json().text("code")).isEqualTo("route.method");
    }
  }

  @Test
  void everyPage_head_hasNoBody() {
    for (String route : ROWS.keySet()) {
      if (route.startsWith("GET") && !route.endsWith("/stream")) {
        Answer answer =
            server.send(server.request(ROWS.get(route)).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).as(route).isEqualTo(200);
        assertThat(answer.text()).as(route).isEmpty();
      }
    }
  }

  @Test
  void pathThatLeavesTheRoot_isRefused() {
    Answer answer = server.get("/..%2f..%2fetc/passwd");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void otherPath_isAProblem() {
    for (String path :
        List.of(
            "/nothing",
            "/api",
            "/api/v1",
            "/api/v1/runs/",
            "/api/v1/runs/r1/nothing",
            "/metrics/configs",
            "/api/v2/runs",
            "/runs",
            "//evil.example")) {
      Answer answer = server.get(path);

      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("content-type")).as(path).isEqualTo("application/problem+json");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.json().text("code")).isEqualTo("route.unknown");
    }
  }
}
