package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.json.Json;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The OpenTelemetry SDK for Java and its exporter, as a program has them.
class OpenTelemetrySdkTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private OpenTelemetrySdk sdk(Attributes resource, String compression) {
    return sdk(
        resource,
        OtlpHttpSpanExporter.builder()
            .setEndpoint(server.url() + "/v1/traces")
            .setCompression(compression)
            .build(),
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(server.url() + "/v1/logs")
            .setCompression(compression)
            .build(),
        OtlpHttpMetricExporter.builder().setEndpoint(server.url() + "/v1/metrics").build());
  }

  private OpenTelemetrySdk sdkOfGrpc(Attributes resource, String compression) {
    return sdk(
        resource,
        OtlpGrpcSpanExporter.builder()
            .setEndpoint(server.url())
            .setCompression(compression)
            .build(),
        OtlpGrpcLogRecordExporter.builder()
            .setEndpoint(server.url())
            .setCompression(compression)
            .build(),
        OtlpGrpcMetricExporter.builder().setEndpoint(server.url()).build());
  }

  private static OpenTelemetrySdk sdk(
      Attributes resource, SpanExporter spans, LogRecordExporter logs, MetricExporter metrics) {
    Resource of =
        Resource.getDefault()
            .merge(Resource.create(resource))
            .merge(Resource.create(Attributes.of(name("service.name"), "reports")));
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setResource(of)
                .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                .build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .setResource(of)
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(logs).build())
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder()
                .setResource(of)
                .registerMetricReader(PeriodicMetricReader.create(metrics))
                .build())
        .build();
  }

  private static AttributeKey<String> name(String name) {
    return AttributeKey.stringKey(name);
  }

  /// A report that cannot be uploaded.
  private static String run(OpenTelemetrySdk sdk) {
    Tracer tracer = sdk.getTracer("shop.reports");
    Span root = tracer.spanBuilder("nightly-report").startSpan();
    try (var _ = root.makeCurrent()) {
      Span prepare = tracer.spanBuilder("prepare").startSpan();
      prepare.setAttribute("rows", 42);
      prepare.end();
      Span upload = tracer.spanBuilder("upload").startSpan();
      try (var _ = upload.makeCurrent()) {
        Span call = tracer.spanBuilder("PUT").setSpanKind(SpanKind.CLIENT).startSpan();
        call.setAttribute("http.request.method", "PUT");
        call.setAttribute("url.full", "https://files.example/report");
        call.setAttribute("error.type", "java.net.ConnectException");
        call.setStatus(StatusCode.ERROR);
        call.end();
        sdk.getLogsBridge()
            .get("shop.Upload")
            .logRecordBuilder()
            .setSeverity(Severity.WARN)
            .setBody("upload is given up")
            .emit();
        upload.recordException(
            new IllegalStateException(
                "the report is not there", new ConnectException("Connection refused")));
        upload.setStatus(StatusCode.ERROR);
      } finally {
        upload.end();
      }
      root.setStatus(StatusCode.ERROR, "no report tonight");
    } finally {
      root.end();
    }
    sdk.getMeter("shop").counterBuilder("reports").build().add(1);
    String trace = root.getSpanContext().getTraceId();
    assertThat(sdk.shutdown().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    return trace;
  }

  private static List<String> texts(List<Json.Obj> all, String name) {
    return all.stream().map(one -> one.text(name, "")).toList();
  }

  @Test
  void failingTrace_withARunId_isExplainedByItsException() {
    run(sdk(Attributes.of(name("cicd.pipeline.run.id"), "run_742"), "gzip"));

    assertExplained("run_742");
  }

  @Test
  void failingTrace_withoutARunId_isARunByItself() {
    String trace = run(sdk(Attributes.empty(), "none"));

    assertExplained(trace);
    assertThat(server.get("/api/v1/runs/" + trace + "/dossier").text()).contains("no_run_id");
  }

  @Test
  void failingTrace_byGrpc_isExplainedByItsException() {
    for (String compression : List.of("gzip", "none")) {
      String runId = "run_of_" + compression;
      run(sdkOfGrpc(Attributes.of(name("cicd.pipeline.run.id"), runId), compression));

      assertHeadline(runId);
    }
    assertThat(server.get("/metrics").text())
        .contains(
            "route=\"POST /opentelemetry.proto.collector.trace.v1.TraceService/Export\","
                + "code=\"200\"} 2")
        .contains("clew_otlp_items_total{signal=\"spans\",result=\"taken\"} 8")
        .contains("clew_otlp_items_total{signal=\"metrics\",result=\"dropped\"} 2");
  }

  private void assertHeadline(String runId) {
    Json.Obj dossier = server.get("/api/v1/runs/" + runId + "/dossier").json();
    assertThat(dossier.object("blocker").text("headline"))
        .contains("upload")
        .containsAnyOf("java.net.ConnectException: Connection refused", "IllegalStateException");
    assertThat(dossier.object("blocker").text("stage")).isEqualTo("upload");
  }

  private void assertExplained(String runId) {
    assertHeadline(runId);
    Json.Obj document = server.get("/api/v1/runs/" + runId + "/document").json();
    assertThat(document.object("run").text("status")).isEqualTo("failed");
    assertThat(document.object("run").text("name")).isEqualTo("nightly-report");
    Json.Obj attempt = document.objects("attempts").getFirst();
    assertThat(texts(document.objects("stages"), "path")).contains("prepare", "upload");
    assertThat(attempt.text("status")).isEqualTo("failed");
    assertThat(texts(document.object("timing").objects("windows"), "name"))
        .contains("queue", "boot", "active");
    assertThat(server.get("/metrics").text())
        .contains("clew_otlp_items_total{signal=\"spans\",result=\"taken\"} 4")
        .contains("clew_otlp_items_total{signal=\"logs\",result=\"taken\"} 1")
        .contains("clew_otlp_items_total{signal=\"metrics\",result=\"dropped\"} 1");
  }
}
