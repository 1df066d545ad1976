package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.CloudEvents;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/// `POST /api/v1/events`: events of any runs, in one batch.
final class EventsEndpoint {
  private final EventIntake intake;
  private final Arrivals arrivals;
  private final Limits limits;

  EventsEndpoint(EventIntake intake, Arrivals arrivals, Limits limits) {
    this.intake = intake;
    this.arrivals = arrivals;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/events", Right.INGEST, this::take, Arrivals.NAMESPACE));
  }

  private HttpResponse take(Exchange exchange) throws NotTaken {
    List<PushedEvent> events = events(exchange);
    List<Result> results = intake.take(events, exchange.principal());
    List<Json> answers = new ArrayList<>(results.size());
    for (int index = 0; index < results.size(); index++) {
      answers.add(results.get(index).toJson(index));
    }
    return Answers.json(Json.object().put("results", answers).build());
  }

  private List<PushedEvent> events(Exchange exchange) throws NotTaken {
    RequestHeaders asked = exchange.headers();
    if (CloudEventRequest.isStructured(asked)) {
      return CloudEvents.structured(exchange.body(), limits.batchItems(), arrivals.of(exchange));
    }
    JsonTypes.require(exchange);
    return CloudEventRequest.isBinary(asked)
        ? CloudEvents.binary(
            exchange.body(), CloudEventRequest.attributes(asked), arrivals.of(exchange))
        : PushedEvents.read(exchange.body(), limits.batchItems(), arrivals.of(exchange));
  }
}
