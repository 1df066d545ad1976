package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F13: many who send a byte now and then, and who take nothing of what they have asked for.
class SlowClientsTest {
  private static final int CLIENTS = 300;
  private static final long MORE_KIB = 64 << 10;

  /// Each is sent as much as its connection holds, which is megabytes.
  private static final int READERS = 60;

  /// More of them than a connection holds, and no more than come in one request.
  private static final int ROWS = 10_000;

  @TempDir private Path folder;
  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private void connect(ServerProcess server, int clients, String request) throws IOException {
    for (int at = 0; at < clients; at++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      slow.add(socket);
      socket.getOutputStream().write(request.getBytes(UTF_8));
    }
  }

  @Test
  void serve_slowSenders_areToldAndNobodyElseWaits() throws Exception {
    try (ServerProcess server =
            ServerProcess.withData(folder, "--set", "limits.request_time=3s").start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      load.awaitMore();
      long before = server.memoryKib();
      connect(
          server,
          CLIENTS,
          "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
      load.awaitMore();
      Until.so("all are answered that they are too late", this::sendAByte);

      assertThat(server.memoryKib() - before).isLessThan(MORE_KIB);
      load.awaitMore();
      load.stop();
      load.check(server.url());
    }
  }

  /// Whoever has an answer is taken off the list.
  ///
  /// @return whether nobody is left
  private boolean sendAByte() throws IOException {
    for (Socket socket : List.copyOf(slow)) {
      if (socket.getInputStream().available() > 0) {
        assertThat(firstWords(socket)).isEqualTo("HTTP/1.1 408");
        slow.remove(socket);
        socket.close();
      } else {
        socket.getOutputStream().write(' ');
      }
    }
    return slow.isEmpty();
  }

  private static String firstWords(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), UTF_8);
  }

  /// Events of one run, whose kinds are shown in a stream.
  private static String largeRows() {
    String event = "{\"run_id\":\"large\",\"kind\":\"" + "k".repeat(500) + "\",\"seq\":";
    return IntStream.range(0, ROWS)
        .mapToObj(number -> event + number + "}")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void serve_slowReaders_areDroppedAndNobodyElseWaits() throws Exception {
    try (ServerProcess server =
            ServerProcess.withData(folder, "--set", "limits.stall_time=2s")
                .made(clew -> clew.flag("-Xmx128m"))
                .start();
        Load load = Load.on(server.url(), folder, new Load.Shape(4, 200, 0))) {
      assertThat(server.post(largeRows()).statusCode()).isEqualTo(200);
      load.awaitMore();
      long before = server.memoryKib();
      connect(
          server,
          READERS,
          "GET /api/v1/runs/large/stream?from=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      for (Socket socket : slow) {
        assertThat(firstWords(socket)).isEqualTo("HTTP/1.1 200");
      }
      for (int cycle = 0; cycle < Cycles.COUNT; cycle++) {
        load.awaitMore();
      }
      // No stream of a run ends by itself.
      Until.so("all are dropped", () -> server.sample("clew_streams_open") == 0);

      assertThat(server.mostMemoryKib() - before).isLessThan(3 * MORE_KIB);
      load.stop();
      load.check(server.url());
    }
  }
}
