package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import org.jspecify.annotations.Nullable;

/// A log record (opentelemetry-proto, logs.proto).
///
/// @param nanos unsigned, since 1970, of what happened, else of who saw it; 0 when it is not known
/// @param severity 1 to 24; 0 when it is not known
/// @param body null when there is none
/// @param eventName empty for one that is no event
/// @param traceId null when it belongs to none
record LogEntry(
    Source source,
    long nanos,
    long severity,
    String severityText,
    @Nullable Json body,
    String eventName,
    Json.Obj attributes,
    @Nullable String traceId,
    @Nullable String spanId) {

  /// A log record that is being read. Not thread-safe.
  static final class Builder {
    private final Source source;
    long nanos;
    long observedNanos;
    long severity;
    String severityText = "";
    @Nullable Json body;
    String eventName = "";
    Json.Obj attributes = Json.EMPTY_OBJECT;
    String traceId = "";
    String spanId = "";

    Builder(Source source) {
      this.source = source;
    }

    LogEntry build() {
      return new LogEntry(
          source,
          nanos == 0 ? observedNanos : nanos,
          severity,
          severityText,
          body,
          eventName,
          attributes,
          Ids.trace(traceId),
          Ids.span(spanId));
    }
  }
}
