package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Requests by the official library, whatever may stand in them.
final class SomeSpans {
  private static final long BEGIN = 1_776_949_200_000_000_000L;
  private static final String[] NAMES = {
    "http.request.method",
    "url.full",
    "db.system",
    "server.address",
    "clew.run.id",
    "exception.type"
  };

  private final Random random;

  SomeSpans(Random random) {
    this.random = random;
  }

  ExportTraceServiceRequest traces() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (int at = random.nextInt(3); at >= 0; at--) {
      ResourceSpans.Builder group = ResourceSpans.newBuilder().setResource(resource());
      ScopeSpans.Builder scope = ScopeSpans.newBuilder().setScope(scope());
      List<ByteString> ids = new ArrayList<>();
      for (int span = random.nextInt(6); span >= 0; span--) {
        scope.addSpans(span(ids));
      }
      request.addResourceSpans(group.addScopeSpans(scope));
    }
    return request.build();
  }

  ExportLogsServiceRequest logs() {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder().setScope(scope());
    for (int record = random.nextInt(6); record >= 0; record--) {
      LogRecord.Builder log =
          LogRecord.newBuilder()
              .setTimeUnixNano(time())
              .setObservedTimeUnixNano(time())
              .setSeverityNumber(SeverityNumber.forNumber(random.nextInt(25)))
              .setSeverityText("warn")
              .addAllAttributes(attributes());
      if (random.nextBoolean()) {
        log.setBody(value(2));
      }
      if (random.nextBoolean()) {
        log.setTraceId(id(16)).setSpanId(id(8));
      }
      scope.addLogRecords(log);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(scope))
        .build();
  }

  private Resource resource() {
    return Resource.newBuilder()
        .addAttributes(text("service.name", "shop" + random.nextInt(2)))
        .addAllAttributes(attributes())
        .build();
  }

  private InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName(random.nextBoolean() ? "lib" : "").build();
  }

  private Span span(List<ByteString> ids) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setName("span " + random.nextInt(3))
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(time())
            .setEndTimeUnixNano(time())
            .setFlags(random.nextInt())
            .addAllAttributes(attributes())
            .addLinks(Span.Link.newBuilder().setTraceId(id(16)))
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(random.nextInt(3))
                    .setMessage(random.nextBoolean() ? "it broke" : ""));
    if (!ids.isEmpty()) {
      span.setParentSpanId(ids.get(random.nextInt(ids.size())));
    }
    ids.add(span.getSpanId());
    if (random.nextBoolean()) {
      span.addEvents(
          Span.Event.newBuilder()
              .setName(random.nextBoolean() ? "exception" : "retry")
              .setTimeUnixNano(time())
              .addAttributes(text("exception.type", "java.io.IOException"))
              .addAttributes(text("exception.stacktrace", "java.io.IOException\n\tat A.b"))
              .addAllAttributes(attributes()));
    }
    return span.build();
  }

  private List<KeyValue> attributes() {
    List<KeyValue> all = new ArrayList<>();
    for (int at = random.nextInt(4); at > 0; at--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      all.add(KeyValue.newBuilder().setKey(name).setValue(value(2)).build());
    }
    return all;
  }

  private AnyValue value(int levels) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(levels == 0 ? 5 : 7)) {
      case 0 -> value.setStringValue("é 𝄞 " + random.nextInt(3));
      case 1 -> value.setBoolValue(random.nextBoolean());
      case 2 -> value.setIntValue(random.nextBoolean() ? random.nextLong() : random.nextInt(9));
      case 3 -> value.setDoubleValue(someDouble());
      case 4 -> value.setBytesValue(ByteString.copyFrom("bytes?>", StandardCharsets.UTF_8));
      case 5 -> value.setArrayValue(ArrayValue.newBuilder().addValues(value(levels - 1)));
      default ->
          value.setKvlistValue(
              KeyValueList.newBuilder()
                  .addValues(KeyValue.newBuilder().setKey("k").setValue(value(levels - 1))));
    }
    return value.build();
  }

  private double someDouble() {
    double[] some = {0.1, 1, -0.0, 1e300, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, 3.25};
    return some[random.nextInt(some.length)];
  }

  private static KeyValue text(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private long time() {
    return random.nextInt(10) == 0 ? 0 : BEGIN + random.nextInt(1_000_000_000);
  }

  /// Few, so that they meet; now and then one that is none.
  private ByteString id(int size) {
    byte[] bytes = new byte[random.nextInt(20) == 0 ? size - 1 : size];
    bytes[bytes.length - 1] = (byte) random.nextInt(size == 16 ? 3 : 200);
    return ByteString.copyFrom(bytes);
  }
}
