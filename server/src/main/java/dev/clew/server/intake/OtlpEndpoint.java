package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.server.access.Right;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import java.util.List;

/// `POST /v1/traces`, `/v1/logs`, `/v1/metrics`: OTLP/HTTP, in protobuf and in JSON
/// (<https://opentelemetry.io/docs/specs/otlp/#otlphttp>).
final class OtlpEndpoint {
  private static final String TYPES =
      Encoding.PROTOBUF.mediaType() + ", " + Encoding.JSON.mediaType();

  private final OtlpIntake intake;

  OtlpEndpoint(OtlpIntake intake) {
    this.intake = intake;
  }

  List<Route> routes() {
    return List.of(
        route("/v1/traces", intake::traces),
        route("/v1/logs", intake::logs),
        route("/v1/metrics", intake::metrics));
  }

  private Route route(String path, OtlpIntake.Signal signal) {
    Route.Endpoint endpoint =
        exchange -> {
          Encoding encoding = encoding(exchange);
          return answer(encoding, signal.take(exchange, encoding));
        };
    return Route.post(path, Right.INGEST, endpoint, Arrivals.NAMESPACE)
        .refusing(new OtlpRefusals());
  }

  private static HttpResponse answer(Encoding encoding, byte[] body) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.parse(encoding.mediaType()))
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.wrap(body));
  }

  private static Encoding encoding(Exchange exchange) {
    Encoding encoding = OtlpRefusals.encoding(exchange.headers());
    if (encoding == null) {
      throw Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "body.type", "OTLP over HTTP is " + TYPES)
          .header("accept", TYPES)
          .raised();
    }
    return encoding;
  }
}
