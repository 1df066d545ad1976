package dev.clew.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.core.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePushTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LARGE = (9 << 20) + 17;

  @TempDir private Path folder;

  /// What came of each file, by the path of its address.
  private final Map<String, ByteArrayOutputStream> received = new HashMap<>();

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /// The statuses of the next answers to PUT; for all others it is as it should be.
  private final Deque<Integer> statuses = new ArrayDeque<>();

  private final HttpServer server;

  FilePushTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/artifacts/", this::answer);
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// One thread answers.
  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    asked.add(exchange.getRequestMethod() + " " + (range == null ? "" : range));
    assertThat(exchange.getRequestURI().getRawQuery()).isEqualTo("run_id=run%201&namespace=shop");
    String path = exchange.getRequestURI().getPath();
    ByteArrayOutputStream all = received.computeIfAbsent(path, any -> new ByteArrayOutputStream());
    Integer forced = range == null ? null : statuses.poll();
    if (forced != null) {
      byte[] problem = "{\"detail\":\"it says so\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(forced, problem.length);
      exchange.getResponseBody().write(problem);
      exchange.close();
      return;
    }
    all.writeBytes(body);
    boolean isWhole =
        path.endsWith(Digest.sha256(all.toByteArray()).hex()) && (range != null || all.size() > 0);
    exchange.getResponseHeaders().set("Upload-Offset", "" + all.size());
    exchange.getResponseHeaders().set("Upload-Complete", isWhole ? "?1" : "?0");
    exchange.sendResponseHeaders(range == null ? 204 : isWhole ? 201 : 202, -1);
    exchange.close();
  }

  private PushedFile file(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return new PushedFile(Digest.sha256(bytes), path, name);
  }

  private FilePush.Outcome send(Duration wait, PushedFile... files) {
    ServerAddress target =
        ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort(), Credentials.NONE);
    return FilePush.send(target, "shop", "run 1", List.of(files), FilePushTest::look, wait);
  }

  private static FilePush.Look look(PushedFile file) {
    return switch (file.shown()) {
      case "changed" -> FilePush.Look.CHANGED;
      case "secret" -> FilePush.Look.SECRET;
      default -> FilePush.Look.AS_IT_WAS;
    };
  }

  private byte[] received(PushedFile file) {
    return Objects.requireNonNull(received.get("/api/v1/artifacts/" + file.sha256().hex()))
        .toByteArray();
  }

  private static byte[] large() {
    byte[] bytes = new byte[LARGE];
    for (int at = 0; at < LARGE; at++) {
      bytes[at] = (byte) ((at * 31) >> 5);
    }
    return bytes;
  }

  @Test
  void send_aLargeFile_goesInPieces() throws IOException {
    PushedFile file = file("large", large());

    assertThat(send(PATIENCE, file)).isEqualTo(new FilePush.Outcome(1, LARGE, 0, 0, 0, null));

    assertThat(received(file)).isEqualTo(large());
    assertThat(asked)
        .containsExactly(
            "HEAD ",
            "PUT bytes 0-4194303/" + LARGE,
            "PUT bytes 4194304-8388607/" + LARGE,
            "PUT bytes 8388608-" + (LARGE - 1) + "/" + LARGE);
  }

  @Test
  void send_toAServerWhoseBodiesAreSmaller_goesInSmallerPieces() throws IOException {
    PushedFile file = file("large", large());
    statuses.addAll(List.of(413, 413));

    assertThat(send(PATIENCE, file)).isEqualTo(new FilePush.Outcome(1, LARGE, 0, 0, 0, null));

    assertThat(received(file)).isEqualTo(large());
    assertThat(asked).contains("PUT bytes 0-1048575/" + LARGE);
  }

  @Test
  void send_fileWithASecret_staysHere() throws IOException {
    FilePush.Outcome outcome = send(PATIENCE, file("secret", new byte[] {1, 2, 3}));

    assertThat(outcome.refused()).isEqualTo(1);
    assertThat(outcome.problem()).isEqualTo("secret: a secret stands in it");
    assertThat(asked).containsExactly("HEAD ");
  }

  /// What such a server keeps waiting is a thread of its own.
  @Test
  void send_toAServerThatNeverReads_returnsInTime() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerAddress target =
          ServerAddress.parse("http://127.0.0.1:" + deaf.getLocalPort(), Credentials.NONE);

      FilePush.Outcome outcome =
          FilePush.send(
              target,
              "shop",
              "run 1",
              List.of(file("large", large())),
              FilePushTest::look,
              Duration.ofMillis(300));

      assertThat(outcome.unsent()).isEqualTo(1);
      assertThat(outcome.problem()).isNotNull();
    }
  }

  @Test
  void send_again_asksOnly() throws IOException {
    PushedFile file = file("small", new byte[] {1, 2, 3});
    send(PATIENCE, file);
    asked.clear();

    assertThat(send(PATIENCE, file)).isEqualTo(new FilePush.Outcome(1, 0, 0, 0, 0, null));
    assertThat(asked).containsExactly("HEAD ");
  }

  @Test
  void send_afterAnotherWasCutOff_goesOnThere() throws IOException {
    PushedFile file = file("large", large());
    statuses.addAll(List.of(503, 507));

    FilePush.Outcome first = send(PATIENCE, file);

    assertThat(first).isEqualTo(new FilePush.Outcome(1, LARGE, 0, 0, 0, null));
    assertThat(received(file)).isEqualTo(large());
    assertThat(asked.subList(0, 5))
        .containsExactly(
            "HEAD ",
            "PUT bytes 0-4194303/" + LARGE,
            "HEAD ",
            "PUT bytes 0-4194303/" + LARGE,
            "HEAD ");
  }

  @Test
  void send_anEmptyFile_isSent() throws IOException {
    PushedFile file = file("empty", new byte[0]);

    assertThat(send(PATIENCE, file)).isEqualTo(new FilePush.Outcome(1, 0, 0, 0, 0, null));
    assertThat(asked).containsExactly("HEAD ", "PUT bytes */0");
  }

  @Test
  void send_aRefusedFile_isSaidAndTheOthersAreSent() throws IOException {
    statuses.add(422);
    PushedFile second = file("second", new byte[] {2});

    assertThat(send(PATIENCE, file("first", new byte[] {1}), second))
        .isEqualTo(new FilePush.Outcome(1, 1, 0, 1, 0, "first: 422 it says so"));
    assertThat(received(second)).containsExactly(2);
  }

  @Test
  void send_notAllowed_endsAtTheFirst() throws IOException {
    statuses.add(403);

    assertThat(send(PATIENCE, file("first", new byte[] {1}), file("second", new byte[] {2})))
        .isEqualTo(new FilePush.Outcome(0, 0, 0, 2, 0, "first: 403 it says so"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void send_changedFile_sendsNothingOfIt() throws IOException {
    assertThat(send(PATIENCE, file("changed", new byte[] {1})))
        .isEqualTo(new FilePush.Outcome(0, 0, 0, 0, 1, null));
    assertThat(asked).containsExactly("HEAD ");
  }

  @Test
  void send_noServer_isUnsentWhenTheTimeIsOver() throws IOException {
    server.stop(0);
    FilePush.Outcome outcome = send(Duration.ofMillis(300), file("first", new byte[] {1}));

    assertThat(outcome.unsent()).isEqualTo(1);
    assertThat(outcome.problem()).startsWith("first: ");
    assertThat(outcome.isAll()).isFalse();
  }

  @Test
  void send_aServerThatTakesNoFiles_isSaid() throws IOException {
    server.removeContext("/api/v1/artifacts/");

    FilePush.Outcome outcome = send(PATIENCE, file("first", new byte[] {1}));

    assertThat(outcome.refused()).isEqualTo(1);
    assertThat(outcome.problem()).startsWith("first: 404");
  }
}
