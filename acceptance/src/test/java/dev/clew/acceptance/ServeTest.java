package dev.clew.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clew serve` as a process of its own.
class ServeTest {
  private static final Pattern READY =
      Pattern.compile("clew serves (http://127\\.0\\.0\\.1:[0-9]+) .*\n");

  @TempDir private Path folder;

  static String address(Running serving) throws InterruptedException {
    for (int look = 0; look < 600; look++) {
      Matcher ready = READY.matcher(new String(serving.outBytes(), UTF_8));
      if (ready.lookingAt()) {
        return ready.group(1);
      }
      Thread.sleep(100);
    }
    serving.kill();
    throw new AssertionError("it does not get ready: " + serving.ended());
  }

  @Test
  void serve_untilItIsTold_takesRunsAndEndsWithZero() throws Exception {
    Running serving = Clew.in(folder).start("serve", "--port", "0", "--in-memory");
    String url = address(serving);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var sent =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/api/v1/events"))
                  .POST(BodyPublishers.ofString("{\"run_id\":\"r1\",\"kind\":\"run_started\"}"))
                  .build(),
              BodyHandlers.ofString());
      var page =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/runs/r1")).build(),
              BodyHandlers.ofString());

      assertThat(sent.body()).contains("\"status\":\"stored\"");
      assertThat(page.body()).startsWith("<!doctype html>");
    }
    ProcessHandle.of(serving.pid()).orElseThrow().destroy();
    Ran ended = serving.ended();

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).hasLineCount(1);
  }

  @Test
  void why_ofALogOfCi_namesTheLineThatFailed() throws Exception {
    String log =
        """
        2026-04-23T12:00:02.0000000Z ##[group]Run make package
        2026-04-23T12:00:02.2000000Z ##[endgroup]
        2026-04-23T12:00:09.0000000Z gcc: fatal error: disk.c: No space left on device
        2026-04-23T12:00:09.1000000Z ##[error]Process completed with exit code 2.
        """;
    Running serving = Clew.in(folder).start("serve", "--port", "0", "--in-memory");
    String url = address(serving);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var sent =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(url + "/api/v1/logs?format=github-actions&run_id=build_9"))
                  .POST(BodyPublishers.ofString(log))
                  .build(),
              BodyHandlers.ofString());
      assertThat(sent.body()).contains("\"status\":\"failed\"");

      Ran why = Clew.in(folder).run("why", "build_9", "--server", url);

      assertThat(why.out())
          .contains("Run make package: gcc: fatal error: disk.c: No space left on device");
    } finally {
      serving.kill();
    }
  }

  @Test
  void serve_portInUse_isOneLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      Ran ran = Clew.in(folder).run("serve", "--in-memory", "--port", port);

      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("clew: port " + port + " of 127.0.0.1 cannot be listened on");
      assertThat(ran.err().lines().filter(line -> line.startsWith("clew:"))).hasSize(1);
    }
  }

  @Test
  void serve_whereOthersReachIt_isRefused() {
    Ran ran = Clew.in(folder).run("serve", "--in-memory", "--host", "0.0.0.0");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("others could reach 0.0.0.0");
  }
}
