package dev.clew.server;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.json.Json;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.http.Workers;
import dev.clew.server.live.Streams;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.time.Duration;
import java.util.List;

/// What whoever looks after the server asks it.
final class Operations {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final RunStore store;
  private final Metrics metrics;
  private final Workers workers;
  private final Streams streams;
  private volatile boolean isEnding;

  Operations(RunStore store, Metrics metrics, Workers workers, Streams streams) {
    this.store = store;
    this.metrics = metrics;
    this.workers = workers;
    this.streams = streams;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health/live", Right.ANYBODY, this::live),
        Route.get("/health/ready", Right.ANYBODY, this::ready),
        Route.get("/metrics", Right.OPERATE, this::counted));
  }

  /// From now on nothing more should be sent here.
  void end() {
    isEnding = true;
  }

  private HttpResponse live(Exchange exchange) {
    return Answers.json(Json.object().put("status", "live").build());
  }

  /// Whether the store answers.
  private HttpResponse ready(Exchange exchange) {
    if (isEnding) {
      return Problem.busy("server.closed", "the server is going down", Duration.ofSeconds(10))
          .response();
    }
    store.find(RunQuery.ALL, 1);
    return Answers.json(Json.object().put("status", "ready").build());
  }

  private HttpResponse counted(Exchange exchange) {
    return HttpResponse.of(
        HttpStatus.OK, PROMETHEUS, metrics.text(workers::waiting, streams::size));
  }
}
