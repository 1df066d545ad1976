package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.server.access.Right;
import dev.clew.server.http.Grpc;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import java.util.List;

/// The services of OTLP/gRPC (<https://opentelemetry.io/docs/specs/otlp/#otlpgrpc>), each a route
/// like any other.
final class OtlpGrpcEndpoint {
  private static final String PACKAGE = "opentelemetry.proto.collector.";

  private final OtlpIntake intake;

  OtlpGrpcEndpoint(OtlpIntake intake) {
    this.intake = intake;
  }

  List<Route> routes() {
    return List.of(
        route("trace.v1.TraceService", intake::traces),
        route("logs.v1.LogsService", intake::logs),
        route("metrics.v1.MetricsService", intake::metrics));
  }

  private Route route(String service, OtlpIntake.Signal signal) {
    Route.Endpoint endpoint =
        exchange -> {
          if (!Grpc.isCall(exchange.headers())) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "body.type", "a call is application/grpc")
                .header("accept", "application/grpc")
                .raised();
          }
          return Grpc.answer(signal.take(exchange, Encoding.PROTOBUF));
        };
    return Route.grpc(PACKAGE + service, "Export", Right.INGEST, endpoint, new OtlpGrpcRefusals());
  }
}
