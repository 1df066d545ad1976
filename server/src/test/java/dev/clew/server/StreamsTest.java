package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.http.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {

  /// Somebody who reads a stream line by line.
  private static final class Reader implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    Reader(TestServer server, String path, String... headers) throws Exception {
      HttpResponse<InputStream> response =
          server.client().send(server.request(path, headers).build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
      body = response.body();
      lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    }

    /// The next event, without what is only said to be there.
    List<String> event() throws IOException {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !event.isEmpty()) {
          return event;
        }
        if (!line.isEmpty() && !line.startsWith(":")) {
          event.add(line);
        }
      }
      return event;
    }

    String line() throws IOException {
      return lines.readLine();
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private static String event(int number) {
    return "{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"" + number + "\"}";
  }

  @Test
  void rows_asTheyCome_areTold() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.post(event(0));
      try (Reader reader = new Reader(server, "/api/v1/runs/r1/stream")) {
        server.post(event(1));

        assertThat(reader.event())
            .containsExactly(
                "id: 1",
                "event: row",
                "data: {\"offset\":1,\"kind\":\"log\",\"verdict\":\"accepted\","
                    + "\"received_at\":\"2026-04-23T13:00:00.000000Z\"}");
      }
    }
  }

  @Test
  void rows_afterTheLastThatIsKnown_goOn() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.post(event(0) + event(1) + event(2));
      try (Reader reader = new Reader(server, "/api/v1/runs/r1/stream", "Last-Event-ID", "0")) {
        assertThat(reader.event()).contains("id: 1");
        assertThat(reader.event()).contains("id: 2");
      }
      try (Reader reader = new Reader(server, "/api/v1/runs/r1/stream?from=0")) {
        assertThat(reader.event()).contains("id: 0");
      }
      assertThat(server.get("/api/v1/runs/r1/stream", "Last-Event-ID", "x").status())
          .isEqualTo(400);
      assertThat(server.get("/api/v1/runs/none/stream").status()).isEqualTo(404);
    }
  }

  @Test
  void rows_thousandsAtOnce_allCome() throws Exception {
    try (TestServer server = TestServer.start()) {
      server.post(event(0));
      try (Reader reader = new Reader(server, "/api/v1/runs/r1/stream?from=0")) {
        StringBuilder many = new StringBuilder();
        for (int number = 1; number < 5_000; number++) {
          many.append(event(number)).append('\n');
        }
        server.post(many.toString());
        for (int number = 0; number < 5_000; number++) {
          assertThat(reader.event()).contains("id: " + number);
        }
      }
    }
  }

  @Test
  void runs_thatChange_areTold() throws Exception {
    try (TestServer server = TestServer.start();
        Reader reader = new Reader(server, "/api/v1/runs/stream?namespace=a")) {
      server.post("{\"run_id\":\"other\",\"kind\":\"run_started\",\"namespace\":\"b\"}");
      server.post("{\"run_id\":\"r1\",\"kind\":\"run_started\",\"namespace\":\"a\"}");

      List<String> event = reader.event();

      assertThat(event.getFirst()).isEqualTo("event: run");
      assertThat(event.get(1)).contains("\"run_id\":\"r1\"").contains("\"status\":\"running\"");
    }
  }

  @Test
  void quietStream_saysThatItIsThere() throws Exception {
    ServerOptions options = ServerOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50));
    try (TestServer server = TestServer.start(options);
        Reader reader = new Reader(server, "/api/v1/runs/stream")) {
      assertThat(reader.line()).isEqualTo(": still here");
    }
  }

  @Test
  void readerWhoIsGone_leavesNothingBehind() throws Exception {
    ServerOptions options = ServerOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50));
    try (TestServer server = TestServer.start(options)) {
      try (Socket socket = ask(server, "/api/v1/runs/stream")) {
        assertThat(socket.getInputStream().readNBytes(12)).isNotEmpty();
        assertThat(server.get("/metrics").text()).contains("clew_streams_open 1\n");
      }
      awaitNoStream(server);
    }
  }

  @Test
  void readerWhoTakesNothing_isDropped() throws Exception {
    Limits limits =
        Limits.DEFAULT.withTimes(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(500));
    ServerOptions options =
        ServerOptions.DEFAULT.with(limits).withHeartbeat(Duration.ofMillis(100));
    try (TestServer server = TestServer.start(options)) {
      StringBuilder many = new StringBuilder();
      for (int number = 0; number < 10_000; number++) {
        many.append("{\"run_id\":\"r1\",\"kind\":\"")
            .append("k".repeat(1_000))
            .append("\",\"seq\":")
            .append(number)
            .append("}\n");
      }
      assertThat(server.post(many.toString()).status()).isEqualTo(200);
      try (Socket socket = ask(server, "/api/v1/runs/r1/stream?from=0")) {
        assertThat(socket.getInputStream().readNBytes(12)).isNotEmpty();
        awaitNoStream(server);
        assertThat(restOf(socket)).isLessThan(many.length());
      }
    }
  }

  /// How much still comes before the connection ends.
  private static int restOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes().length;
    } catch (SocketException reset) {
      return 0;
    }
  }

  @Test
  void close_endsEveryStream() throws Exception {
    try (TestServer server = TestServer.start();
        Reader reader = new Reader(server, "/api/v1/runs/stream")) {
      server.server().close();

      assertThat(reader.event()).isEmpty();
    }
  }

  private static Socket ask(TestServer server, String path) throws IOException {
    Socket socket = server.socket();
    socket
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
    return socket;
  }

  private static void awaitNoStream(TestServer server) throws InterruptedException {
    for (int look = 0; look < 300; look++) {
      if (server.get("/metrics").text().contains("clew_streams_open 0\n")) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the stream is still open");
  }
}
