package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.core.run.ChildRun;
import dev.clew.runs.Children;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// `GET /api/v1/runs/{id}/children`: the runs that a run has started, as calls of it, and the run
/// that has started it. Other ledgers than its own say so, of its own namespace: it is no part of
/// its document.
public final class RunChildren {
  private final RunStore store;
  private final RunLookup lookup;

  public RunChildren(RunStore store, RunLookup lookup) {
    this.store = store;
    this.lookup = lookup;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/runs/{id}/children", Right.READ, this::answer, RunLookup.NAMESPACE, "cursor"));
  }

  private HttpResponse answer(Exchange exchange) {
    RunKey key = lookup.find(exchange).key();
    List<RunEntry> found =
        store.find(
            Children.of(key.namespace(), key.runId())
                .startingAfter(ListQuery.place(exchange.query().text("cursor"))),
            Children.MOST + 1);
    boolean hasMore = found.size() > Children.MOST;
    List<RunEntry> page = hasMore ? found.subList(0, Children.MOST) : found;
    List<Json> calls = new ArrayList<>();
    page.stream()
        .map(Children::child)
        .filter(Objects::nonNull)
        .sorted(Children.IN_ORDER)
        .map(ChildRun::toJson)
        .forEach(calls::add);
    return Answers.tagged(
        exchange,
        Json.object()
            .put("run_id", key.runId())
            .put("namespace", key.namespace())
            .put("parent", lookup.entry(key).map(entry -> RunList.parent(entry)).orElse(null))
            .put("calls", calls)
            .put("next", hasMore ? ListQuery.cursor(page.getLast()) : null)
            .build());
  }
}
