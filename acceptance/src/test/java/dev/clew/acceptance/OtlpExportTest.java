package dev.clew.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.acceptance.Clew.Ran;
import dev.clew.acceptance.Clew.Running;
import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.document.JsonText;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run tells a collector of itself, read by the protos of OpenTelemetry and by clew's own
/// server.
class OtlpExportTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @TempDir private Path folder;

  private Service failing() {
    return Onboarding.working()
        .answers(Onboarding.ACTIVATE, Service.Answer.json(500, "{\"error\":\"no_room\"}"));
  }

  private Clew inside(String flags) {
    return Clew.in(folder)
        .with("TRACEPARENT", "00-" + TRACE + "-" + PARENT + "-" + flags)
        .with("OTEL_EXPORTER_OTLP_HEADERS", "x-team=blue%20one")
        .with("CLEW_TOKEN", "clew_token_of_another");
  }

  private static String hex(ByteString id) {
    StringBuilder digits = new StringBuilder();
    for (byte one : id.toByteArray()) {
      digits.append(String.format("%02x", one));
    }
    return digits.toString();
  }

  private static Map<String, String> attributes(Span span) {
    Map<String, String> all = new TreeMap<>();
    for (KeyValue one : span.getAttributesList()) {
      all.put(
          one.getKey(),
          one.getValue().hasIntValue()
              ? Long.toString(one.getValue().getIntValue())
              : one.getValue().getStringValue());
    }
    return all;
  }

  @Test
  void workflow_thatFails_isARunWithStagesAndCallsByTheIdsThatTravelled() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    List<String> heads = new CopyOnWriteArrayList<>();
    Onboarding.unpack(folder);
    try (Service service = failing();
        LocalHttp collector =
            new LocalHttp((exchange, path, body) -> {
              heads.add(
                  path
                      + " "
                      + exchange.getRequestHeaders().getFirst("x-team")
                      + " "
                      + exchange.getRequestHeaders().getFirst("authorization"));
              bodies.add(body);
              return bodies.size() == 1
                  ? new Service.Answer(503, "text/plain", "", Map.of())
                  : Service.Answer.json(200, "{}");
            })) {
      Ran ran =
          inside("01")
              .run(
                  Onboarding.run(
                      service.url(), "--otlp-to", collector.url(), "--push-wait", "60s"));

      assertThat(ran.code()).as(ran.err()).isEqualTo(1);
      assertThat(ran.err()).doesNotContain("spans");
    }

    assertThat(heads).hasSize(2).containsOnly("/v1/traces blue one null");
    assertThat(bodies.getFirst()).isEqualTo(bodies.getLast());
    assertThat(bodies.getFirst()).doesNotContain("tok-77aa88bb99cc");
    Map<String, Span> spans = new TreeMap<>();
    var resource = OtlpJson.traces(bodies.getLast()).getResourceSpans(0);
    for (Span span : resource.getScopeSpans(0).getSpansList()) {
      assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
      assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
      assertThat(spans.put(hex(span.getSpanId()), span)).isNull();
    }
    Span run =
        spans.values().stream()
            .filter(span -> hex(span.getParentSpanId()).equals(PARENT))
            .findFirst()
            .orElseThrow();
    ExecLedger ledger = ExecLedger.in(folder);
    String runId = ledger.event("run_started").runId();
    assertThat(run.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(run.getStatus().getMessage()).contains("activate-subscription answered 500");
    assertThat(attributes(run))
        .containsEntry("cicd.pipeline.run.id", runId)
        .containsEntry("clew.run.id", runId)
        .containsEntry("cicd.pipeline.result", "failure");
    List<Event> calls = ledger.events("tool_call_started");
    assertThat(calls).hasSizeGreaterThan(2);
    for (Event call : calls) {
      Span span = Objects.requireNonNull(spans.get(String.valueOf(call.trace().spanId())));
      assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(attributes(span)).containsKey("url.full");
      Span stage = Objects.requireNonNull(spans.get(hex(span.getParentSpanId())));
      assertThat(attributes(stage)).containsEntry("cicd.pipeline.task.name", call.path() + "");
      assertThat(hex(stage.getParentSpanId())).isEqualTo(hex(run.getSpanId()));
    }
    assertThat(spans.values())
        .filteredOn(span -> attributes(span).containsValue("500"))
        .extracting(span -> span.getStatus().getCode())
        .hasSize(2)
        .containsOnly(Status.StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void workflow_sentToAServer_isExplainedThereAsHere() throws Exception {
    Onboarding.unpack(folder);
    Running serving = Clew.in(folder).start("serve", "--port", "0", "--in-memory");
    String url = ServeTest.address(serving);
    try (Service service = failing();
        HttpClient client = HttpClient.newHttpClient()) {
      Ran ran =
          Clew.in(folder)
              .run(Onboarding.run(service.url(), "--otlp-to", url, "--push-wait", "60s"));
      assertThat(ran.code()).as(ran.err()).isEqualTo(1);
      String runId = ExecLedger.in(folder).event("run_started").runId();

      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/api/v1/runs/" + runId + "/document"))
                  .build(),
              BodyHandlers.ofString());

      Json.Obj document = (Json.Obj) JsonText.parse(answer.body());
      assertThat(document.object("run").text("name")).isEqualTo("customer-onboarding");
      assertThat(document.object("run").text("status")).isEqualTo("failed");
      List<String> failed = new ArrayList<>();
      for (Json.Obj stage : document.objects("stages")) {
        if (stage.text("status", "").equals("failed")) {
          failed.add(stage.text("path", ""));
        }
      }
      assertThat(failed).containsExactly("activate-subscription");
      assertThat(document.objects("stages")).hasSizeGreaterThan(2);
    } finally {
      serving.kill();
    }
  }

  @Test
  void command_inATraceThatNobodyRecords_isNotSent() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (LocalHttp collector =
        new LocalHttp((exchange, path, body) -> {
          bodies.add(body);
          return Service.Answer.json(200, "{}");
        })) {
      for (String flags : List.of("00", "01")) {
        Ran ran =
            inside(flags).run("exec", "--otlp-to", collector.url(), "--", "sh", "-c", "exit 7");
        assertThat(ran.code()).isEqualTo(7);
      }
    }

    assertThat(bodies).hasSize(1);
    Span span = OtlpJson.traces(bodies.getFirst()).getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(hex(span.getParentSpanId())).isEqualTo(PARENT);
    assertThat(span.getStatus().getMessage()).contains("exit 7");
  }

  @Test
  void command_noCollector_endsAsTheCommandAndSaysSo() throws Exception {
    String url;
    try (ServerSocket free = new ServerSocket(0)) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }

    Ran ran =
        Clew.in(folder)
            .run("exec", "--otlp-to", url, "--push-wait", "1s", "--", "sh", "-c", "exit 7");
    Ran bad = Clew.in(folder).run("exec", "--otlp-to", "ftp://x", "--", "true");

    assertThat(ran.code()).isEqualTo(7);
    assertThat(ran.err())
        .contains("clew: warning: the spans of this run are not at " + url + " (")
        .contains("Connection refused");
    assertThat(bad.code()).isEqualTo(125);
    assertThat(bad.err()).contains("--otlp-to: 'ftp://x' is no address of a server");
  }
}
