package dev.clew.ingest.otlp;

import dev.clew.core.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A span that has ended (opentelemetry-proto, trace.proto).
///
/// @param traceId 32 hex digits in lower case; null when it is not valid
/// @param spanId 16 hex digits in lower case; null when it is not valid
/// @param parentSpanId null for a root
/// @param startNanos unsigned, since 1970; 0 when it is not known. So is the end
/// @param isUnset whether it says nothing of how it ended, which is what most programs do
/// @param statusMessage empty when it says nothing
record Span(
    Source source,
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable String parentSpanId,
    String name,
    Kind kind,
    long startNanos,
    long endNanos,
    Json.Obj attributes,
    List<Happening> happenings,
    boolean isError,
    boolean isUnset,
    String statusMessage) {
  private static final int UNSET = 0;
  private static final int ERROR = 2;

  /// From which side of what it is told.
  enum Kind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER;

    static Kind of(long number) {
      return switch (Math.clamp(number, 0, 6)) {
        case 1 -> INTERNAL;
        case 2 -> SERVER;
        case 3 -> CLIENT;
        case 4 -> PRODUCER;
        case 5 -> CONSUMER;
        default -> UNSPECIFIED;
      };
    }

    /// Whether it is the caller's side of a call.
    boolean calls() {
      return this == CLIENT || this == PRODUCER;
    }
  }

  /// An event of a span.
  record Happening(long nanos, String name, Json.Obj attributes) {}

  /// A span that is being read. Not thread-safe.
  static final class Builder {
    private final Source source;
    String traceId = "";
    String spanId = "";
    String parentSpanId = "";
    String name = "";
    long kind;
    long startNanos;
    long endNanos;
    Json.Obj attributes = Json.EMPTY_OBJECT;
    List<Happening> happenings = List.of();
    long status;
    String statusMessage = "";

    Builder(Source source) {
      this.source = source;
    }

    Span build() {
      return new Span(
          source,
          Ids.trace(traceId),
          Ids.span(spanId),
          Ids.span(parentSpanId),
          name,
          Kind.of(kind),
          startNanos,
          endNanos,
          attributes,
          happenings,
          status == ERROR,
          status == UNSET,
          statusMessage);
    }
  }
}
