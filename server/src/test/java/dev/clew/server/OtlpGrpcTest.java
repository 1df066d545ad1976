package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.clew.core.Refusal;
import dev.clew.server.http.Limits;
import dev.clew.store.StoreFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OTLP/gRPC, by a client that says whatever it likes; `OpenTelemetrySdkTest` has the real one.
class OtlpGrpcTest {
  private static final String TRACES =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final String LOGS = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
  private static final int LIMIT = 1 << 20;

  /// `ExportLogsServiceRequest` of one log record of a trace.
  private static final byte[] LOG = logs("4bf92f3577b34da6a3ce929d0e0e4736");

  private TestServer server =
      TestServer.start(ServerOptions.DEFAULT.with(Limits.DEFAULT.withBodyBytes(LIMIT)));

  @AfterEach
  void close() {
    server.close();
  }

  private static byte[] logs(String traceId) {
    byte[] trace = new BigInteger(traceId, 16).toByteArray();
    return field(1, field(2, field(2, field(9, trace))));
  }

  /// A field that has a length under 128.
  private static byte[] field(int number, byte[] content) {
    return ByteBuffer.allocate(content.length + 2)
        .put((byte) ((number << 3) | 2))
        .put((byte) content.length)
        .put(content)
        .array();
  }

  private static byte[] framed(int compressed, byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) compressed)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private AggregatedHttpResponse call(String path, byte[] body, String... headers) {
    return call(server.url(), path, HttpHeaders.of(), body, headers);
  }

  private static AggregatedHttpResponse call(
      String url, String path, HttpHeaders trailers, byte[] body, String... headers) {
    RequestHeadersBuilder all = RequestHeaders.builder(HttpMethod.POST, path);
    all.set("content-type", "application/grpc").set("te", "trailers");
    for (int at = 0; at < headers.length; at += 2) {
      all.set(headers[at], headers[at + 1]);
    }
    HttpRequest request = HttpRequest.of(all.build(), HttpData.wrap(body), trailers);
    return WebClient.of(url.replace("http:", "h2c:")).execute(request).aggregate().join();
  }

  /// The code that a refusal has, which is headers alone.
  private static String refusal(AggregatedHttpResponse answer) {
    assertThat(answer.status().code()).as(answer.headers().toString()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).isEqualTo("application/grpc");
    assertThat(answer.content().isEmpty()).isTrue();
    assertThat(answer.headers().get("grpc-message"))
        .isNotEmpty()
        .doesNotContain("Exception", "hunter2");
    return answer.headers().get("grpc-status", "none");
  }

  private static String details(AggregatedHttpResponse answer) {
    String coded = answer.headers().get("grpc-status-details-bin", "");
    return new String(Base64.getDecoder().decode(coded), UTF_8);
  }

  private static void assertTaken(AggregatedHttpResponse answer) {
    assertThat(answer.headers().get("content-type")).isEqualTo("application/grpc");
    assertThat(answer.trailers().get("grpc-status")).as(answer.toString()).isEqualTo("0");
    assertThat(answer.content().array()).isEqualTo(new byte[5]);
  }

  private boolean isEmpty() {
    return server.get("/api/v1/runs").json().list("runs").isEmpty();
  }

  @Test
  void call_isTaken() throws IOException {
    assertTaken(call(TRACES, framed(0, new byte[0])));
    assertThat(isEmpty()).isTrue();

    assertTaken(call(LOGS, framed(0, LOG)));
    assertTaken(call(LOGS, framed(1, gzip(LOG)), "grpc-encoding", "gzip"));
    assertTaken(call(LOGS, framed(0, LOG), "content-type", "application/grpc+proto"));
    assertThat(isEmpty()).isFalse();
    assertThat(server.get("/metrics").text())
        .contains("clew_ingest_events_total{result=\"stored\"} 1\n")
        .contains("clew_ingest_events_total{result=\"duplicate\"} 2\n");
  }

  @Test
  void callWithTrailers_isTaken() {
    assertTaken(call(server.url(), LOGS, HttpHeaders.of("x-any", "1"), framed(0, LOG)));
  }

  @Test
  void recordWithoutARun_isPartialSuccess() {
    byte[] record = field(1, field(2, field(2, new byte[0])));

    AggregatedHttpResponse answer = call(LOGS, framed(0, record));

    assertThat(answer.trailers().get("grpc-status")).isEqualTo("0");
    byte[] message = answer.content().array();
    assertThat(ByteBuffer.wrap(message).getInt(1)).isEqualTo(message.length - 5);
    assertThat(message).startsWith(new byte[] {0, 0, 0, 0, (byte) (message.length - 5), 0x0a});
    assertThat(new String(message, UTF_8)).contains("a log record belongs to a run");
  }

  @Test
  void tooLarge_isExhausted_andNotAskedAgain() throws IOException {
    byte[] large = new byte[LIMIT + 1];
    for (AggregatedHttpResponse answer :
        List.of(
            call(LOGS, framed(0, large)),
            call(LOGS, framed(1, gzip(large)), "grpc-encoding", "gzip"),
            call(LOGS, framed(1, gzip(new byte[64 << 20])), "grpc-encoding", "gzip"))) {
      assertThat(refusal(answer)).isEqualTo("8");
      assertThat(details(answer)).contains("body.bytes").doesNotContain("RetryInfo");
    }
  }

  @Test
  void damagedCall_isInvalid() throws IOException {
    byte[] twice = ByteBuffer.allocate(10).array();
    byte[] longer = framed(0, LOG);
    longer[4]++;
    byte[] negative = framed(0, LOG);
    negative[1] = (byte) 0x80;
    for (byte[] body :
        List.of(
            new byte[0],
            new byte[4],
            twice,
            longer,
            negative,
            framed(2, LOG),
            framed(0, "hunter2".getBytes(UTF_8)))) {
      assertThat(refusal(call(LOGS, body))).as(body.length + " bytes").isEqualTo("3");
    }
    assertThat(refusal(call(LOGS, framed(1, LOG), "grpc-encoding", "gzip"))).isEqualTo("3");
    byte[] cut = gzip(LOG);
    cut[cut.length - 1]++;
    assertThat(refusal(call(LOGS, framed(1, cut), "grpc-encoding", "gzip"))).isEqualTo("3");
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void otherCompression_isNotImplemented() {
    for (String encoding : List.of("zstd", "identity", "snappy")) {
      AggregatedHttpResponse answer = call(LOGS, framed(1, LOG), "grpc-encoding", encoding);

      assertThat(refusal(answer)).as(encoding).isEqualTo("12");
      assertThat(answer.headers().get("grpc-accept-encoding")).isEqualTo("identity,gzip");
    }
  }

  @Test
  void otherType_isNoCall() {
    for (String type :
        List.of("application/json", "application/grpc+json", "text/grpc", "application/grpcx")) {
      AggregatedHttpResponse answer = call(LOGS, framed(0, LOG), "content-type", type);

      assertThat(answer.status().code()).as(type).isEqualTo(415);
      assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
    }
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void otherMethod_isNotThere() {
    AggregatedHttpResponse answer =
        call("/opentelemetry.proto.collector.trace.v1.TraceService/Import", framed(0, LOG));

    assertThat(answer.status().code()).isEqualTo(404);
  }

  @Test
  void otherHost_isRefused() {
    AggregatedHttpResponse answer =
        call(LOGS, framed(0, LOG), ":authority", "evil.example:" + server.server().port());

    assertThat(answer.status().code()).isEqualTo(403);
    assertThat(isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"FULL,store.full", "BUSY,store.busy", "FAILED,store.failed"})
  void storeFault_isUnavailable_andAskedAgainLater(StoreFault.Kind kind, String code) {
    Runnable fault =
        () -> {
          throw new StoreFault(kind, "a fault of the test", null);
        };
    close();
    server = TestServer.over(new AnsweringStore(TestServer.memory(() -> TestServer.BEGIN), fault));

    AggregatedHttpResponse answer = call(LOGS, framed(0, LOG));

    assertThat(refusal(answer)).isEqualTo("14");
    assertThat(answer.headers().get("grpc-message")).startsWith(code + ": ");
    assertThat(details(answer)).contains(code, "type.googleapis.com/google.rpc.RetryInfo");
  }

  @Test
  void otherPorts_answerTheSame() {
    close();
    server = TestServer.start(ServerOptions.DEFAULT.alsoAt(List.of(0, 0)));
    List<Integer> others = server.server().otherPorts();

    assertThat(others).hasSize(2).doesNotContain(server.server().port(), 0);
    for (int port : others) {
      String url = "http://127.0.0.1:" + port;
      assertTaken(call(url, LOGS, HttpHeaders.of(), framed(0, LOG)));
      AggregatedHttpResponse http =
          call(url, "/v1/logs", HttpHeaders.of(), LOG, "content-type", "application/x-protobuf");
      assertThat(http.status().code()).isEqualTo(200);
    }
    assertThat(server.get("/metrics").text())
        .contains("clew_ingest_events_total{result=\"duplicate\"} 3\n");
  }

  @Test
  void otherPort_ofAnotherProgram_isRefused() {
    int taken = server.server().port();

    assertThatThrownBy(() -> TestServer.start(ServerOptions.DEFAULT.alsoAt(List.of(taken))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("or " + taken + " of 127.0.0.1 cannot be listened on");
  }
}
