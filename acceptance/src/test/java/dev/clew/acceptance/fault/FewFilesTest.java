package dev.clew.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F24: more connections come than the server may have files open.
class FewFilesTest {
  private static final int FILES = 256;
  private static final Duration LOOK = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void serve_noFilesLeft_waitsAndLosesNothing() throws Exception {
    try (ServerProcess server =
            ServerProcess.withData(folder)
                .made(clew -> clew.under("prlimit", "--nofile=" + FILES + ":" + FILES))
                .start();
        Load load = Load.on(server.url(), folder, Load.Shape.USUAL)) {
      load.awaitMore();
      load.stop();
      List<Socket> idle = new ArrayList<>();
      try {
        for (int at = 0; at < FILES * 2; at++) {
          idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        }
        assertThat(busy(server)).as("it does not turn in circles").isLessThan(LOOK.dividedBy(2));
        assertThat(server.get("/health/live").statusCode()).as("who is in").isEqualTo(200);
      } finally {
        for (Socket socket : idle) {
          socket.close();
        }
      }

      Until.so("it answers others again", () -> isReady(server));
      load.goOn(server.url());
      load.check(server.url());
      server.terminate();
      server.fsck();
    }
  }

  private static boolean isReady(ServerProcess server) throws InterruptedException {
    try (HttpClient other = HttpClient.newHttpClient()) {
      return other
              .send(server.request("/health/ready").build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// The time of a processor that it takes while nothing is asked.
  private static Duration busy(ServerProcess server) throws InterruptedException {
    Duration before = processor(server);
    Thread.sleep(LOOK.toMillis());
    return processor(server).minus(before);
  }

  private static Duration processor(ServerProcess server) {
    return ProcessHandle.of(server.pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
  }
}
