package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.runs.finding.PastDurations;
import dev.clew.runs.finding.PastDurations.Spread;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/// `GET /api/v1/workflows/{name}/durations`: how long the newest good runs of a workflow took, and
/// its stages in them.
public final class WorkflowDurations {
  private static final String NAME = "name";

  private final PastRuns past;
  private final String namespace;

  /// @param namespace of a request that says none
  public WorkflowDurations(PastRuns past, String namespace) {
    this.past = past;
    this.namespace = namespace;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/workflows/{name}/durations", Right.READ, this::answer, RunLookup.NAMESPACE));
  }

  private HttpResponse answer(Exchange exchange) {
    String asked = exchange.query().text(RunLookup.NAMESPACE);
    String where = asked == null ? exchange.principal().home(namespace) : asked;
    String name = exchange.path(NAME);
    PastDurations durations =
        exchange.principal().sees(where) ? past.of(where, name) : PastDurations.NONE;
    List<Json> stages = new ArrayList<>();
    durations
        .stages()
        .forEach((path, spread) ->
            stages.add(Json.object().put("path", path).putAll(toJson(spread)).build()));
    return Answers.tagged(
        exchange,
        Json.object()
            .put("namespace", where)
            .put("name", name)
            .put("run", durations.run() == null ? null : toJson(durations.run()))
            .put("stages", stages)
            .build());
  }

  private static Json.Obj toJson(Spread spread) {
    return Json.object()
        .put("count", spread.count())
        .put("p50_ms", Millis.of(spread.p50()))
        .put("p95_ms", Millis.of(spread.p95()))
        .build();
  }
}
