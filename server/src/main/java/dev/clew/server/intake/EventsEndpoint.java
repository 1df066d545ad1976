package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.digest.Hmac;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/events`: events of any runs, in one batch.
final class EventsEndpoint {
  private static final String NAMESPACE = "namespace";

  /// Of `curl -d`, which sends whatever it is given under the name of a form.
  private static final String FORM = "x-www-form-urlencoded";

  private static final Set<String> TYPES =
      Set.of("json", "x-ndjson", "ndjson", "jsonl", "x-jsonlines", "plain", FORM);

  private final EventIntake intake;
  private final InstantSource clock;
  private final String namespace;
  private final Limits limits;
  private final Metrics metrics;
  private final Hmac ids;

  /// @param namespace of events that say none
  EventsEndpoint(EventIntake intake, WaysIn.Parts parts, String namespace, Limits limits) {
    this.intake = intake;
    this.clock = parts.clock();
    this.metrics = parts.metrics();
    this.namespace = namespace;
    this.limits = limits;
    this.ids = parts.ids();
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/events", Right.INGEST, this::take, NAMESPACE));
  }

  private HttpResponse take(Exchange exchange) throws NotTaken {
    requireType(exchange.headers().contentType());
    metrics.received(exchange.body().length);
    String asked = exchange.query().text(NAMESPACE);
    PushedEvents.Said otherwise =
        new PushedEvents.Said(
            asked == null ? exchange.principal().home(namespace) : asked,
            Timestamp.of(clock.instant()),
            this::idOf);
    List<PushedEvent> events = PushedEvents.read(exchange.body(), limits.batchItems(), otherwise);
    List<Result> results = intake.take(events, exchange.principal());
    List<Json> answers = new ArrayList<>(results.size());
    for (int index = 0; index < results.size(); index++) {
      answers.add(results.get(index).toJson(index));
    }
    return Answers.json(Json.object().put("results", answers).build());
  }

  private String idOf(String sent) {
    return ids.of(sent.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static void requireType(@Nullable MediaType type) {
    if (type != null && !TYPES.contains(type.subtype())) {
      throw Problem.of(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "body.type",
              "events are application/json or application/x-ndjson")
          .header("accept", "application/json, application/x-ndjson")
          .raised();
    }
  }
}
