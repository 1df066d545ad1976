package dev.clew.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.digest.Digest;
import dev.clew.core.event.Event;
import dev.clew.core.event.StagePath;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.ContentRoot;
import dev.clew.core.ledger.Row;
import dev.clew.server.TestServer.Answer;
import dev.clew.store.RunKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";

  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private Answer post(String path, byte[] body, String... headers) {
    return server.send(server.request(path, headers).POST(BodyPublishers.ofByteArray(body)));
  }

  private Answer traces(String body) {
    return post("/v1/traces", body.getBytes(UTF_8), "content-type", JSON);
  }

  private Answer logs(String body) {
    return post("/v1/logs", body.getBytes(UTF_8), "content-type", JSON);
  }

  private static String spans(String resource, String... spans) {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":["
        + resource
        + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }

  private static String records(String... records) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }

  private static String text(String name, String value) {
    return "{\"key\":\"" + name + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }

  /// @param id its last digits
  /// @param parent empty for a root
  /// @param rest members more, each with a comma before it
  private static String span(
      String id, String parent, String name, int kind, int from, int to, String rest) {
    return "{\"traceId\":\""
        + TRACE
        + "\",\"spanId\":\"00000000000000"
        + id
        + "\",\"parentSpanId\":\""
        + (parent.isEmpty() ? "" : "00000000000000" + parent)
        + "\",\"name\":\""
        + name
        + "\",\"kind\":"
        + kind
        + ",\"startTimeUnixNano\":\"1776949200"
        + String.format("%03d", from)
        + "000000\",\"endTimeUnixNano\":\"1776949200"
        + String.format("%03d", to)
        + "000000\""
        + rest
        + "}";
  }

  private static final String ROOT = span("01", "", "nightly-report", 1, 0, 900, "");
  private static final String STAGE =
      span("02", "01", "upload", 1, 100, 800, ",\"status\":{\"code\":2,\"message\":\"no luck\"}");
  private static final String CALL =
      span(
          "03",
          "02",
          "PUT",
          3,
          200,
          700,
          ",\"attributes\":["
              + text("http.request.method", "PUT")
              + ","
              + text("url.full", "https://shop.example/r")
              + ",{\"key\":\"http.response.status_code\",\"value\":{\"intValue\":\"503\"}}],"
              + "\"status\":{\"code\":2}");

  private List<Row> rows(String runId) {
    return server.store().ledger(new RunKey("default", runId)).orElseThrow().rows(0, 1_000);
  }

  private List<String> kinds(String runId) {
    List<String> kinds = new ArrayList<>();
    for (Row row : rows(runId)) {
      StagePath path = row.event().path();
      kinds.add(row.event().kind() + (path == null ? "" : " " + path));
    }
    return kinds;
  }

  private Event event(String runId, String kind) {
    for (Row row : rows(runId)) {
      if (row.event().kind().equals(kind)) {
        return row.event();
      }
    }
    throw new AssertionError(kind + " in " + kinds(runId));
  }

  /// Its status is unset, which says nothing; a stage right inside of it counts, a call does not.
  @ParameterizedTest
  @CsvSource({
    "0, 1, completed_with_failures",
    "1, 1, succeeded",
    "2, 1, failed",
    "0, 3, succeeded"
  })
  void traces_rootAndWhatFailedInIt_isTheStatusOfTheRun(int status, int kind, String wanted) {
    String root =
        span("01", "", "nightly-report", 1, 0, 900, ",\"status\":{\"code\":" + status + "}");
    String inside = span("02", "01", "upload", kind, 100, 800, ",\"status\":{\"code\":2}");
    String run = text("cicd.pipeline.run.id", "run_5");

    assertThat(traces(spans(run, inside, root)).status()).isEqualTo(200);

    assertThat(server.get("/api/v1/runs/run_5").json().object("run").text("status"))
        .isEqualTo(wanted);
  }

  @Test
  void traces_withoutRunId_areTheRunOfTheTrace() {
    Answer answer = traces(spans(text("service.name", "reports"), CALL, ROOT, STAGE));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{}");
    assertThat(answer.header("content-type")).isEqualTo(JSON);
    assertThat(kinds(TRACE))
        .containsExactly(
            "run_created",
            "run_started",
            "tool_call_started upload",
            "tool_call_failed upload",
            "stage_started upload",
            "stage_failed upload",
            "run_finished");
    assertThat(event(TRACE, "run_created").attributes().text("run_id_from")).isEqualTo("trace_id");
    assertThat(event(TRACE, "run_created").attributes().text("name")).isEqualTo("nightly-report");
    Event call = event(TRACE, "tool_call_failed");
    assertThat(call.toolCallId()).isEqualTo("0000000000000003");
    assertThat(call.parentSpanId()).isEqualTo("0000000000000002");
    assertThat(call.attributes().whole("http_status")).isEqualTo(503);
    assertThat(call.attributes().object("error").text("code")).isEqualTo("http_503");
    assertThat(call.duration()).hasMillis(500);
    assertThat(event(TRACE, "stage_started").ts()).hasToString("2026-04-23T13:00:00.100000000Z");
    assertThat(event(TRACE, "stage_started").producer()).isEqualTo("otlp/reports");
  }

  @Test
  void traces_runIdOfTheProcess_isTheRunOfAll() {
    traces(spans(text("cicd.pipeline.run.id", "run_742"), CALL, STAGE));
    traces(
        spans(
            text("cicd.pipeline.run.id", "run_742"),
            span(
                "01",
                "",
                "RUN nightly",
                2,
                0,
                900,
                ",\"attributes\":["
                    + text("cicd.pipeline.name", "nightly")
                    + ","
                    + text("cicd.pipeline.result", "failure")
                    + "]")));

    Json.Obj run = server.get("/api/v1/runs/run_742").json().object("run");
    assertThat(run.text("name")).isEqualTo("nightly");
    assertThat(run.text("status")).isEqualTo("failed");
    assertThat(event("run_742", "run_created").attributes().has("run_id_from")).isFalse();
  }

  @Test
  void traces_runIdOfTheRoot_isThatOfItsChildren() {
    traces(
        spans(
            "",
            STAGE,
            span("01", "", "n", 1, 0, 900, ",\"attributes\":[" + text("clew.run.id", "r9") + "]")));

    assertThat(kinds("r9")).contains("stage_failed upload", "run_finished");
    assertThat(server.store().ledger(new RunKey("default", TRACE))).isEmpty();
  }

  private static final String EXCEPTION =
      text("exception.type", "java.io.IOException")
          + ","
          + text("exception.message", "disk gone")
          + ","
          + text("exception.stacktrace", "java.io.IOException: disk gone\\n\\tat A.b(A.java:1)");

  private void exceptionInALogRecord() {
    logs(
        records(
            "{\"traceId\":\""
                + TRACE
                + "\",\"spanId\":\"0000000000000002\",\"severityNumber\":17,\"timeUnixNano\":1,"
                + "\"body\":{\"stringValue\":\"upload failed\"},\"attributes\":["
                + EXCEPTION
                + "]}"));
  }

  private void exceptionInASpan() {
    String event = "{\"name\":\"exception\",\"timeUnixNano\":1,\"attributes\":[" + EXCEPTION + "]}";
    traces(spans("", span("02", "01", "upload", 1, 100, 800, ",\"events\":[" + event + "]")));
  }

  @Test
  void exception_ofLogRecordAndSpan_isOneError() {
    exceptionInALogRecord();
    exceptionInASpan();

    assertThat(kinds(TRACE))
        .containsExactly("log", "error", "stage_started upload", "stage_completed upload");
    Event error = event(TRACE, "error");
    assertThat(error.summary()).isEqualTo("java.io.IOException: disk gone");
    assertThat(error.attributes().text("code")).isEqualTo("java.io.IOException");
    assertThat(error.rawRef()).isNotNull();
    assertThat(event(TRACE, "log").summary()).isEqualTo("upload failed");
  }

  @Test
  void exception_ofSpanAndLogRecord_isTheSameError() {
    exceptionInASpan();
    exceptionInALogRecord();

    assertThat(kinds(TRACE))
        .containsExactly("stage_started upload", "error", "stage_completed upload", "log");
    Digest contentRoot = ContentRoot.of(rows(TRACE));
    try (OtlpTest.Other other = new Other()) {
      other.test.exceptionInALogRecord();
      other.test.exceptionInASpan();
      assertThat(ContentRoot.of(other.test.rows(TRACE))).isEqualTo(contentRoot);
    }
  }

  /// Another server, told the same in another order.
  private static final class Other implements AutoCloseable {
    private final OtlpTest test = new OtlpTest();

    @Override
    public void close() {
      test.close();
    }
  }

  @Test
  void exceptionOfALogRecord_beforeItsSpan_isWhyTheRunFailed() {
    logs(
        records(
            "{\"traceId\":\""
                + TRACE
                + "\",\"spanId\":\"0000000000000002\",\"attributes\":["
                + text("exception.type", "shop.OutOfStock")
                + ","
                + text("exception.message", "no apples")
                + "]}"));
    String failed = ",\"status\":{\"code\":2}";
    traces(
        spans(
            "",
            span("02", "01", "pick", 1, 100, 800, failed),
            span("01", "", "order", 1, 0, 900, failed)));

    assertThat(headline(TRACE)).contains("shop.OutOfStock", "no apples");
  }

  private String headline(String runId) {
    return server.get("/api/v1/runs/" + runId + "/dossier").json().toString();
  }

  @Test
  void anyOrderAndAnyRepetition_haveOneContentRoot() {
    List<Runnable> requests =
        new ArrayList<>(
            List.of(
                () -> traces(spans("", ROOT)),
                () -> traces(spans("", STAGE, CALL)),
                () ->
                    logs(
                        records(
                            "{\"traceId\":\"" + TRACE + "\",\"timeUnixNano\":5}",
                            "{\"traceId\":\"" + TRACE + "\",\"timeUnixNano\":5}")),
                () -> traces(spans("", span("04", "01", "save", 1, 800, 850, "")))));
    requests.forEach(Runnable::run);
    Digest expected = ContentRoot.of(rows(TRACE));
    int count = rows(TRACE).size();
    long seed = Long.getLong("seed", 742L);
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      try (TestServer other = TestServer.start()) {
        List<String> bodies =
            new ArrayList<>(
                List.of(
                    "/v1/traces" + spans("", ROOT),
                    "/v1/traces" + spans("", CALL, STAGE),
                    "/v1/traces" + spans("", STAGE, CALL),
                    "/v1/logs"
                        + records(
                            "{\"traceId\":\"" + TRACE + "\",\"timeUnixNano\":5}",
                            "{\"traceId\":\"" + TRACE + "\",\"timeUnixNano\":5}"),
                    "/v1/traces" + spans("", span("04", "01", "save", 1, 800, 850, ""))));
        bodies.addAll(List.copyOf(bodies));
        Collections.shuffle(bodies, random);
        for (String body : bodies) {
          int begin = body.indexOf('{');
          var request =
              other
                  .request(body.substring(0, begin), "content-type", JSON)
                  .POST(BodyPublishers.ofString(body.substring(begin)));
          assertThat(other.send(request).text()).isEqualTo("{}");
        }
        List<Row> rows =
            other.store().ledger(new RunKey("default", TRACE)).orElseThrow().rows(0, 1_000);
        assertThat(rows).as("seed " + seed).hasSize(count);
        assertThat(ContentRoot.of(rows)).as("seed " + seed).isEqualTo(expected);
      }
    }
    assertThat(count).isEqualTo(3 + 4 + 2 + 2);
  }

  @Test
  void logs_withoutRunOrTrace_areRejectedAlone() {
    Answer answer =
        logs(
            records(
                "{\"body\":{\"stringValue\":\"lost\"}}",
                "{\"attributes\":["
                    + text("clew.run.id", "r1")
                    + "],\"severityNumber\":13,\"body\":{\"stringValue\":\"slow\"}}"));

    assertThat(answer.status()).isEqualTo(200);
    Json.Obj partial = answer.json().object("partialSuccess");
    assertThat(partial.text("rejectedLogRecords")).isEqualTo("1");
    assertThat(partial.text("errorMessage")).contains("number 0", "trace id");
    assertThat(event("r1", "log").severity()).hasToString("WARN");
  }

  @Test
  void spans_withoutIds_areRejectedAlone() {
    Answer answer = traces(spans("", "{\"traceId\":\"00\",\"name\":\"x\"}", STAGE));

    assertThat(answer.json().object("partialSuccess").text("rejectedSpans")).isEqualTo("1");
    assertThat(rows(TRACE)).hasSize(2);
  }

  @Test
  void eventOverTheLimit_isRejectedAlone() {
    StringBuilder attributes = new StringBuilder();
    for (int at = 0; at < 60_000; at++) {
      attributes.append(at == 0 ? "" : ",").append(text("a" + at, "some value"));
    }
    Answer answer =
        traces(
            spans(
                "", span("07", "01", "x", 1, 1, 2, ",\"attributes\":[" + attributes + "]"), STAGE));

    assertThat(answer.json().object("partialSuccess").text("errorMessage")).contains("event.bytes");
    assertThat(kinds(TRACE)).contains("stage_failed upload");
  }

  @Test
  void metrics_areCountedAndDropped() {
    String body = "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{},{}]}]}]}";

    Answer answer = post("/v1/metrics", body.getBytes(UTF_8), "content-type", JSON);

    assertThat(answer.text()).isEqualTo("{}");
    assertThat(server.get("/metrics").text())
        .contains("clew_otlp_items_total{signal=\"metrics\",result=\"dropped\"} 2");
  }

  @Test
  void emptyRequest_isSuccess() {
    for (String path : List.of("/v1/traces", "/v1/logs", "/v1/metrics")) {
      Answer binary = post(path, new byte[0], "content-type", PROTOBUF);
      assertThat(binary.status()).as(path).isEqualTo(200);
      assertThat(binary.response().body()).isEmpty();
      assertThat(binary.header("content-type")).isEqualTo(PROTOBUF);
      assertThat(post(path, "{}".getBytes(UTF_8), "content-type", JSON).text()).isEqualTo("{}");
    }
  }

  @Test
  void gzip_isTaken_andOtherEncodingsAreNot() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(spans("", STAGE).getBytes(UTF_8));
    }
    Answer answer =
        post("/v1/traces", packed.toByteArray(), "content-type", JSON, "content-encoding", "gzip");
    assertThat(answer.text()).isEqualTo("{}");
    assertThat(rows(TRACE)).hasSize(2);

    Answer other =
        post("/v1/traces", packed.toByteArray(), "content-type", JSON, "content-encoding", "br");
    assertThat(other.status()).isEqualTo(415);
    assertThat(other.json().whole("code")).isEqualTo(3);
  }

  @Test
  void otherType_isRefused() {
    for (String type : List.of("text/plain", "application/grpc", "application/x-protobuf-text")) {
      assertThat(post("/v1/traces", new byte[0], "content-type", type).status())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(post("/v1/traces", new byte[0]).status()).isEqualTo(415);
  }

  @Test
  void secret_isRedactedAtTheDoor() {
    traces(
        spans(
            "",
            span(
                "02",
                "01",
                "login",
                1,
                1,
                2,
                ",\"attributes\":[" + text("password", "correct-horse-battery") + "]")));

    assertThat(rows(TRACE).toString()).doesNotContain("correct-horse");
  }
}
