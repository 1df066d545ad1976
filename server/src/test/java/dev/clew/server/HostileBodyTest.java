package dev.clew.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.clew.server.TestServer.Answer;
import dev.clew.server.http.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies that want to harm: refused with what and where, by a problem and never by a stack trace.
class HostileBodyTest {
  private static final String EVENT = "{\"run_id\":\"r1\",\"kind\":\"log\"}";
  private static TestServer server;

  @BeforeAll
  static void start() {
    Limits limits =
        Limits.DEFAULT
            .withBodyBytes(1 << 20)
            .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
    server = TestServer.start(ServerOptions.DEFAULT.with(limits));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.json().text("code")).isEqualTo(code);
    assertThat(answer.text()).doesNotContain("\tat ").doesNotContain("dev.clew");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|body.json",
        "` `|body.json",
        "`nothing`|body.json",
        "`[`|body.json",
        "`[1]`|body.json",
        "`\"text\"`|body.json",
        "`{`|body.json",
        "`{\"run_id\":`|body.json",
        "`{\"run_id\":\"r1\",\"kind\":\"log\"}}`|body.json",
        "`[{\"run_id\":\"r1\",\"kind\":\"log\"},]`|body.json",
        "`[{\"run_id\":\"r1\",\"kind\":\"log\"}`|body.json",
        "`{\"run_id\":\"r1\",\"run_id\":\"r2\",\"kind\":\"log\"}`|body.json",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":{\"a\":1,\"a\":2}}`|body.json",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"seq\":1e5000}`|event.member",
        "`{\"run_id\":\"r1\"}`|event.member",
        "`{\"kind\":\"log\"}`|event.member",
        "`{\"run_id\":\"\",\"kind\":\"log\"}`|event.member",
        "`{\"run_id\":7,\"kind\":\"log\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"ts\":\"yesterday\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"seq\":1.5}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"try\":0}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"severity\":\"bad\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"stage\":\"a//b\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"duration_ms\":1e999999999}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"artifacts\":\"a\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"raw_base64\":\"?\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"raw\":\"a\",\"raw_base64\":\"YQ==\"}`|event.member",
        "`{\"run_id\":\"r1\",\"kind\":\"log\",\"raw_ref\":\"sha256:00\"}`|event.raw_ref",
      })
  void post_noEvent_isRefusedWithThePlace(String body, String code) {
    Answer answer = server.post(body);

    assertProblem(answer, 400, code);
    assertThat(answer.json().whole("line")).isEqualTo(1);
    assertThat(answer.json().whole("byte_offset")).isBetween(0L, (long) body.length());
  }

  @Test
  void post_deepJson_isRefusedWithTheByte() {
    String deep = "{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":" + "[".repeat(100_000);

    Answer answer = server.post(deep);

    assertProblem(answer, 400, "json.depth");
    assertThat(answer.json().whole("limit")).isEqualTo(100);
    assertThat(answer.json().whole("byte_offset")).isEqualTo(deep.indexOf('[') + 99);
  }

  @Test
  void post_deepEvent_isRejectedAlone() {
    String deep = "{\"a\":".repeat(97) + "1" + "}".repeat(97);

    Answer answer = server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":" + deep + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.result().text("code")).isEqualTo("event.depth");
  }

  @Test
  void post_manyNames_isStored() {
    StringBuilder names = new StringBuilder();
    for (int at = 0; at < 100_000; at++) {
      names.append(at == 0 ? "" : ",").append("\"").append(at).append("\":0");
    }

    Answer answer =
        server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":{" + names + "}}");

    assertThat(answer.result().text("status")).as(answer.text()).isEqualTo("stored");
  }

  @Test
  void post_longNumber_isRefused() {
    String number = "1".repeat(500_000);

    assertProblem(
        server.post("{\"run_id\":\"r1\",\"kind\":\"log\",\"attributes\":{\"a\":" + number + "}}"),
        400,
        "body.json");
  }

  @Test
  void post_noUtf8_isRefusedWithTheByte() {
    for (String bytes :
        new String[] {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082"}) {
      Answer answer =
          server.post(
              ("\n{\"run_id\":\"r1\",\"kind\":\"log\",\"summary\":\"" + bytes + "\"}")
                  .getBytes(ISO_8859_1));

      assertProblem(answer, 400, "body.utf8");
      assertThat(answer.json().whole("byte_offset")).isEqualTo(40);
      assertThat(answer.json().whole("line")).isEqualTo(2);
    }
  }

  @Test
  void post_otherUnicodeForm_isRefused() {
    assertProblem(server.post(EVENT.getBytes(UTF_16LE)), 400, "body.json");
  }

  @Test
  void post_gzipAndZstd_areOpened() throws IOException {
    byte[] event = EVENT.getBytes(UTF_8);

    assertThat(server.post(gzip(event), "content-encoding", "gzip").status()).isEqualTo(200);
    assertThat(server.post(Zstd.compress(event), "content-encoding", "zstd").status())
        .isEqualTo(200);
  }

  @Test
  void post_bomb_isCut() throws IOException {
    byte[] zeros = new byte[64 << 20];
    Arrays.fill(zeros, (byte) ' ');
    byte[] once = gzip(zeros);
    byte[] members = Arrays.copyOf(once, once.length * 2);
    System.arraycopy(once, 0, members, once.length, once.length);

    assertProblem(server.post(members, "content-encoding", "gzip"), 413, "body.bytes");
    assertProblem(server.post(Zstd.compress(zeros), "content-encoding", "zstd"), 413, "body.bytes");
  }

  @Test
  void post_moreThanMayBeOnItsWayIn_isAskedToComeAgain() throws IOException {
    Limits few = Limits.DEFAULT.withBodiesBytes(200_000);
    byte[] large = (" ".repeat(300_000) + EVENT).getBytes(UTF_8);
    try (TestServer small = TestServer.start(ServerOptions.DEFAULT.with(few))) {
      for (int round = 0; round < 3; round++) {
        Answer packed = small.post(gzip(large), "content-encoding", "gzip");
        assertProblem(packed, 503, "server.bodies");
        assertThat(packed.header("retry-after")).isEqualTo("1");
        assertThat(small.post(EVENT).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void post_notCompressedAsItSays_isRefused() {
    assertProblem(server.post(EVENT, "content-encoding", "gzip"), 400, "body.encoding");
    assertProblem(server.post(EVENT, "content-encoding", "gzip, gzip"), 415, "body.encoding");
    assertProblem(server.post(EVENT, "content-type", "multipart/form-data"), 415, "body.type");
  }

  @Test
  void post_overTheBodyLimit_isRefused() {
    byte[] large = new byte[2 << 20];
    Arrays.fill(large, (byte) ' ');

    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(large),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
      // The JDK's client does not look at an answer of HTTP/2 that comes before its body has left.
      assertProblem(
          server.send(
              server.request("/api/v1/events").version(HttpClient.Version.HTTP_1_1).POST(body)),
          413,
          "body.bytes");
    }
  }

  @Test
  void post_moreItemsThanABatchTakes_isRefused() {
    Answer answer = server.post((EVENT + "\n").repeat(10_001));

    assertProblem(answer, 413, "batch.items");
    assertThat(answer.json().whole("limit")).isEqualTo(10_000);
    assertThat(answer.json().whole("index")).isEqualTo(10_000);
  }

  @Test
  void post_slowSender_isCutOff() throws IOException {
    try (Socket socket = server.socket()) {
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
                  .getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request.time\"");
    }
  }

  @Test
  void request_largeHeader_isRefused() throws IOException {
    try (Socket socket = server.socket()) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nX: "
                      + "x".repeat(40_000)
                      + "\r\n\r\n")
                  .getBytes(UTF_8));

      byte[] answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, UTF_8)).startsWith("HTTP/1.1 4");
    }
  }
}
