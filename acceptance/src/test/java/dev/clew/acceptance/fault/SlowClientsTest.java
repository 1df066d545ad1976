package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F13: many who send a byte a second, and who take nothing of what they have asked for.
class SlowClientsTest {
  private static final int CLIENTS = 300;
  private static final long MORE_KIB = 64 << 10;

  @TempDir private Path folder;
  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private void connect(ServerProcess server, String request) throws IOException {
    for (int at = 0; at < CLIENTS; at++) {
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
        assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
            .isEqualTo("HTTP/1.1 408");
        slow.remove(socket);
        socket.close();
      } else {
        socket.getOutputStream().write(' ');
      }
    }
    return slow.isEmpty();
  }

  @Test
  void serve_slowReaders_areDroppedAndNobodyElseWaits() throws Exception {
    try (ServerProcess server =
            ServerProcess.withData(folder, "--set", "limits.stall_time=2s").start();
        Load load = Load.on(server.url(), folder, new Load.Shape(4, 200, 0))) {
      load.awaitMore();
      long before = server.memoryKib();
      connect(server, "GET /api/v1/runs/e_r0_0/stream?from=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      for (int cycle = 0; cycle < Cycles.COUNT; cycle++) {
        load.awaitMore();
      }

      assertThat(server.memoryKib() - before).isLessThan(3 * MORE_KIB);
      load.stop();
      load.check(server.url());
    }
  }
}
