package dev.clew.ingest.otlp;

import dev.clew.ingest.pushed.PushedEvents;

/// Reads the requests of OTLP/HTTP (<https://opentelemetry.io/docs/specs/otlp/#otlphttp>), which
/// are all or nothing: what is not a request throws. What one item of a request lacks is said in
/// its [Export].
public final class OtlpRequests {
  private OtlpRequests() {}

  /// `ExportTraceServiceRequest`.
  ///
  /// @param said whose events they are, and when they came
  public static Export traces(byte[] body, Encoding encoding, PushedEvents.Said said)
      throws NotOtlp {
    return SpanMapping.of(
        switch (encoding) {
          case PROTOBUF -> ProtobufRequest.spans(body);
          case JSON -> JsonRequest.spans(body);
        },
        said);
  }

  /// `ExportLogsServiceRequest`.
  public static Export logs(byte[] body, Encoding encoding, PushedEvents.Said said) throws NotOtlp {
    return LogMapping.of(
        switch (encoding) {
          case PROTOBUF -> ProtobufRequest.logs(body);
          case JSON -> JsonRequest.logs(body);
        },
        said);
  }

  /// How many metrics an `ExportMetricsServiceRequest` has.
  public static int metrics(byte[] body, Encoding encoding) throws NotOtlp {
    return switch (encoding) {
      case PROTOBUF -> ProtobufRequest.metrics(body);
      case JSON -> JsonRequest.metrics(body);
    };
  }
}
