package dev.clew.push.trace;

import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span in the JSON of OTLP (opentelemetry-proto, trace.proto), while it is put together. Not
/// thread-safe.
final class SpanJson {
  private static final int ERROR = 2;
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private final Json.Builder span = Json.object();
  private final List<Json> attributes = new ArrayList<>();

  /// From which side of what it is told.
  enum Kind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  SpanJson(Place place, String name, Kind kind) {
    span.put("traceId", place.traceId())
        .put("spanId", place.spanId())
        .put("parentSpanId", place.parentSpanId())
        .put("traceState", place.state())
        .put("name", name)
        .put("kind", kind.number);
  }

  /// Where a span is in its trace.
  ///
  /// @param parentSpanId null for a root
  /// @param state null when there is none
  record Place(
      String traceId, String spanId, @Nullable String parentSpanId, @Nullable String state) {}

  /// As OTLP has it: a number that may not fit into one of JSON is a text.
  SpanJson between(Timestamp from, Timestamp to) {
    span.put("startTimeUnixNano", nanos(from.instant()));
    span.put("endTimeUnixNano", nanos(to.compareTo(from) < 0 ? from.instant() : to.instant()));
    return this;
  }

  private static String nanos(Instant at) {
    return BigInteger.valueOf(at.getEpochSecond())
        .multiply(NANOS)
        .add(BigInteger.valueOf(at.getNano()))
        .toString();
  }

  SpanJson with(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.add(attribute(name, value));
    }
    return this;
  }

  SpanJson with(String name, @Nullable Integer value) {
    if (value != null) {
      attributes.add(
          Json.object()
              .put("key", name)
              .put("value", Json.object().put("intValue", value.toString()).build())
              .build());
    }
    return this;
  }

  static Json attribute(String name, String value) {
    return Json.object()
        .put("key", name)
        .put("value", Json.object().put("stringValue", value).build())
        .build();
  }

  /// @param type which error; null when it is not known
  SpanJson failed(@Nullable String type, String message) {
    span.put("status", Json.object().put("code", ERROR).put("message", message).build());
    return with("error.type", type == null ? "error" : type);
  }

  Json build() {
    return span.put("attributes", attributes).build();
  }
}
