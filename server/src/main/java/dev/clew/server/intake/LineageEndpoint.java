package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.ingest.lineage.LineageEvents;
import dev.clew.ingest.pushed.NotTaken;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;

/// `POST /api/v1/lineage`: events of OpenLineage (<https://openlineage.io/apidocs/openapi/>).
final class LineageEndpoint {
  private final EventIntake intake;
  private final Arrivals arrivals;
  private final Limits limits;
  private final Metrics metrics;

  LineageEndpoint(EventIntake intake, Arrivals arrivals, Limits limits, Metrics metrics) {
    this.intake = intake;
    this.arrivals = arrivals;
    this.limits = limits;
    this.metrics = metrics;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/lineage", Right.INGEST, this::take, Arrivals.NAMESPACE));
  }

  private HttpResponse take(Exchange exchange) throws NotTaken {
    JsonTypes.require(exchange);
    List<LineageEvents.Told> told =
        LineageEvents.read(exchange.body(), limits.batchItems(), arrivals.of(exchange));
    List<PushedEvent> events = new ArrayList<>();
    told.forEach(one -> events.addAll(one.events()));
    List<Result> results = intake.take(events, exchange.principal());
    List<Json> answers = new ArrayList<>(told.size());
    int from = 0;
    for (LineageEvents.Told one : told) {
      int to = from + one.events().size();
      answers.add(answer(answers.size(), one, results.subList(from, to)));
      from = to;
    }
    return Answers.json(Json.object().put("results", answers).build());
  }

  /// What became of one of them, which is several events here.
  private Json answer(int index, LineageEvents.Told told, List<Result> results) {
    boolean namesRun = told.runId() != null;
    metrics.lineage(namesRun ? "taken" : "dropped");
    Json.Builder out = Json.object().put("index", index);
    if (!namesRun) {
      return out.put("status", "dropped").put("message", "it names no run").build();
    }
    out.put("run_id", told.runId());
    for (Result result : results) {
      if (result instanceof Result.Rejected) {
        return out.putAll(result.toJson(index)).build();
      }
    }
    long stored = results.stream().filter(Result.Stored.class::isInstance).count();
    return out.put("status", stored == 0 ? "duplicate" : "stored").put("events", stored).build();
  }
}
