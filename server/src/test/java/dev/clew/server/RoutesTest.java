package dev.clew.server;

import static dev.clew.server.RouteRows.ROWS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.TestServer.Answer;
import dev.clew.server.http.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same of every route that the running server says it has: who gets in, and what else an
/// answer has to have. A route without a row here fails.
class RoutesTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    server.post(RouteRows.EVENT);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /// What a client says that may say whatever it likes.
  private static String raw(String route, String host, String... headers) {
    RouteRows.Row row = RouteRows.row(route);
    StringBuilder request = new StringBuilder(RouteRows.method(route)).append(' ');
    request.append(row.path()).append(" HTTP/1.1\r\n");
    request.append(host.isEmpty() ? "" : "Host: " + host + "\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("Content-Type: ").append(row.type()).append("\r\n");
    String body = route.startsWith("POST") ? row.body() : "";
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
      String status = Integer.toString(RouteRows.row(route).status());
      assertThat(raw(route, address())).as(route).isEqualTo(status);
      assertThat(raw(route, "localhost")).as(route).isEqualTo(status);
      assertThat(raw(route, "[::1]:99")).as(route).isEqualTo(status);
      assertThat(raw(route, address(), "Origin: http://" + address())).as(route).isEqualTo(status);
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
      if (RouteRows.row(route).status() == 403) {
        continue;
      }
      Answer answer = server.send(RouteRows.request(server, route, "?nonsense=1"));

      if (RouteRows.row(route).isGrpc()) {
        assertThat(answer.header("grpc-status")).as(route).isEqualTo("3");
      } else {
        assertThat(answer.status()).as(route).isEqualTo(400);
        boolean hasBody = !route.startsWith("HEAD");
        assertThat(answer.text()).as(route).contains(hasBody ? "query.unknown" : "");
      }
    }
  }

  @Test
  void everyRoute_hasTheHeadersOfSafety() {
    for (String route : ROWS.keySet()) {
      if (route.endsWith("/stream")) {
        continue;
      }
      Answer answer = server.send(RouteRows.request(server, route, ""));

      assertThat(answer.header("x-content-type-options")).as(route).isEqualTo("nosniff");
      assertThat(answer.header("x-frame-options")).as(route).isEqualTo("DENY");
      assertThat(answer.header("content-security-policy"))
          .as(route)
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("referrer-policy"))
          .as(route)
          .isEqualTo(route.equals("POST /login") ? "same-origin" : "no-referrer");
      assertThat(answer.header("access-control-allow-origin")).as(route).isNull();
      assertThat(answer.header("server")).as(route).isNull();
    }
  }

  @Test
  void everyRoute_byAnotherMethod_saysWhich() {
    for (String route : ROWS.keySet()) {
      Answer answer =
          server.send(
              server.request(RouteRows.row(route).path()).method("PATCH", BodyPublishers.noBody()));

      assertThat(answer.status()).as(route).isEqualTo(405);
      assertThat(answer.header("allow")).contains(route.substring(0, route.indexOf(' ')));
      assertThat(answer.json().text("code")).isEqualTo("route.method");
    }
  }

  @Test
  void everyPage_head_hasNoBody() {
    for (String route : ROWS.keySet()) {
      if (route.startsWith("GET")
          && !route.endsWith("/stream")
          && RouteRows.row(route).status() == 200) {
        Answer answer =
            server.send(
                server
                    .request(RouteRows.row(route).path())
                    .method("HEAD", BodyPublishers.noBody()));

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
