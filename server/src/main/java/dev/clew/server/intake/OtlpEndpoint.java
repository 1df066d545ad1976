package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.Export;
import dev.clew.ingest.otlp.NotOtlp;
import dev.clew.ingest.otlp.OtlpAnswers;
import dev.clew.ingest.otlp.OtlpRequests;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `POST /v1/traces`, `/v1/logs`, `/v1/metrics`: OTLP/HTTP, in protobuf and in JSON
/// (<https://opentelemetry.io/docs/specs/otlp/#otlphttp>).
final class OtlpEndpoint {
  private static final String TYPES =
      Encoding.PROTOBUF.mediaType() + ", " + Encoding.JSON.mediaType();

  private final EventIntake intake;
  private final Arrivals arrivals;
  private final Limits limits;
  private final Metrics metrics;

  OtlpEndpoint(EventIntake intake, Arrivals arrivals, Limits limits, Metrics metrics) {
    this.intake = intake;
    this.arrivals = arrivals;
    this.limits = limits;
    this.metrics = metrics;
  }

  List<Route> routes() {
    return List.of(
        route("/v1/traces", this::traces),
        route("/v1/logs", this::logs),
        route("/v1/metrics", this::metrics));
  }

  private static Route route(String path, Route.Endpoint endpoint) {
    return Route.post(path, Route.Access.INGEST, endpoint, Arrivals.NAMESPACE)
        .refusing(new OtlpRefusals());
  }

  private HttpResponse traces(Exchange exchange) throws NotOtlp {
    Encoding encoding = encoding(exchange);
    return taken(
        OtlpRequests.traces(exchange.body(), encoding, arrivals.of(exchange)),
        encoding,
        "spans",
        "rejectedSpans");
  }

  private HttpResponse logs(Exchange exchange) throws NotOtlp {
    Encoding encoding = encoding(exchange);
    return taken(
        OtlpRequests.logs(exchange.body(), encoding, arrivals.of(exchange)),
        encoding,
        "logs",
        "rejectedLogRecords");
  }

  /// Metrics are no part of a run's ledger. An exporter that sends them all the same has done
  /// nothing wrong, and would say so in its logs every minute.
  private HttpResponse metrics(Exchange exchange) throws NotOtlp {
    Encoding encoding = encoding(exchange);
    metrics.otlp("metrics", "dropped", OtlpRequests.metrics(exchange.body(), encoding));
    return answer(encoding, OtlpAnswers.success(encoding));
  }

  /// Whatever can be taken is, in parts of the size that the store is used to. If one of them
  /// fails, the request is sent again, and what is there already is known.
  private HttpResponse taken(Export export, Encoding encoding, String signal, String counted) {
    Map<Integer, String> rejected = new TreeMap<>(export.refused());
    List<Export.Of> all = export.events();
    for (int from = 0; from < all.size(); from += limits.batchItems()) {
      List<Export.Of> part = all.subList(from, Math.min(all.size(), from + limits.batchItems()));
      List<PushedEvent> events = new ArrayList<>(part.size());
      part.forEach(one -> events.add(one.event()));
      List<Result> results = intake.take(events);
      for (int index = 0; index < results.size(); index++) {
        if (results.get(index) instanceof Result.Rejected over) {
          rejected.putIfAbsent(
              part.get(index).item(),
              over.code() + ": " + over.actual() + " is over the limit of " + over.limit());
        }
      }
    }
    metrics.otlp(signal, "taken", export.items() - rejected.size());
    metrics.otlp(signal, "rejected", rejected.size());
    if (rejected.isEmpty()) {
      return answer(encoding, OtlpAnswers.success(encoding));
    }
    Map.Entry<Integer, String> first = rejected.entrySet().iterator().next();
    String why = "the first of them is number " + first.getKey() + ": " + first.getValue();
    return answer(encoding, OtlpAnswers.partial(encoding, counted, rejected.size(), why));
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
