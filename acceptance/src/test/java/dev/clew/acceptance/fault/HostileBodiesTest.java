package dev.clew.acceptance.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.clew.document.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// F15, F16, F17: bodies that want to harm a real server. `HostileBodyTest` has the answers; here
/// they cost no memory.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileBodiesTest {
  private static final int LIMIT = 8 << 20;

  /// Of the heap, which a garbage collector lets grow before it works, and of the network.
  private static final long MORE_KIB = (LIMIT >> 10) + (128 << 10);

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static long before;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.withData(folder, "--set", "limits.body_bytes=8MiB")
            .made(clew -> clew.flag("-Xmx96m"))
            .start();
    server.post("{\"run_id\":\"r1\",\"kind\":\"log\"}");
    before = server.memoryKib();
  }

  @AfterAll
  static void end() throws Exception {
    try (ServerProcess ended = server) {
      assertThat(ended.mostMemoryKib() - before).isLessThan(MORE_KIB);
      assertThat(ended.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(ended.terminate().err()).doesNotContain("\tat ", "OutOfMemory", "StackOverflow");
      ended.fsck();
    }
  }

  private static void assertRefused(byte[] body, String encoding, int status, String code)
      throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/v1/events")
                .header("content-encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(JsonText.parse(answer.body())).isNotNull();
  }

  private static byte[] gzipOfSpaces(int mebibytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = " ".repeat(1 << 20).getBytes(UTF_8);
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      for (int at = 0; at < mebibytes; at++) {
        gzip.write(some);
      }
    }
    return out.toByteArray();
  }

  @Test
  void post_bombs_areCutOff() throws Exception {
    byte[] once = gzipOfSpaces(256);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int member = 0; member < 4; member++) {
      members.write(once);
    }
    assertRefused(members.toByteArray(), "gzip", 413, "body.bytes");
    assertRefused(Zstd.compress(new byte[256 << 20]), "zstd", 413, "body.bytes");
  }

  @Test
  void post_lengthThatIsALie_isRefusedBeforeItIsRead() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n{"
                  .getBytes(UTF_8));

      assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void post_chunksWithoutEnd_areCutOff() throws Exception {
    byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8);
    long sent = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(UTF_8));
      while (socket.getInputStream().available() == 0 && sent < 100L * LIMIT) {
        out.write(chunk);
        sent += chunk.length;
      }
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 413");
    } catch (IOException e) {
      // Cut off while it was sending.
    }
    assertThat(sent).isBetween((long) LIMIT, 100L * LIMIT - 1);
  }

  private static String firstLine(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes("HTTP/1.1 413".length()), UTF_8);
  }

  @Test
  void post_deepAndWideJson_costsNoStackAndNoTime() throws Exception {
    String event = "{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":{\"a\":";
    StringBuilder names = new StringBuilder("{");
    for (int at = 0; at < 150_000; at++) {
      names.append(at == 0 ? "\"" : ",\"").append(at).append("\":0");
    }

    assertThat(server.post(event + "[".repeat(1_000_000)).body()).contains("json.depth");
    assertThat(server.post(event + "1".repeat(1 << 20) + "}}").body()).contains("body.json");
    assertThat(server.post(event + "1,\"a\":2}}").body()).contains("body.json");
    assertThat(server.post(event + names + "}}}").body()).contains("event.bytes");
  }
}
