package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.store.RunEntry;
import dev.clew.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/runs`: runs, the newest first, page by page.
public final class RunList {
  private final RunStore store;

  public RunList(RunStore store) {
    this.store = store;
  }

  /// A page of a list.
  ///
  /// @param next the cursor of the page after it; null when there is none
  public record Page(List<RunEntry> runs, @Nullable String next) {
    public Page {
      runs = List.copyOf(runs);
    }
  }

  public static String[] parameters() {
    return ListQuery.names();
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/runs", Right.READ, this::answer, parameters()));
  }

  public Page page(Query query, Principal principal) {
    int limit = ListQuery.limit(query);
    List<RunEntry> found = store.find(ListQuery.of(query, principal), limit + 1);
    return found.size() <= limit
        ? new Page(found, null)
        : new Page(found.subList(0, limit), ListQuery.cursor(found.get(limit - 1)));
  }

  private HttpResponse answer(Exchange exchange) {
    Page page = page(exchange.query(), exchange.principal());
    List<Json> runs = new ArrayList<>(page.runs().size());
    page.runs().forEach(run -> runs.add(toJson(run)));
    return Answers.tagged(
        exchange, Json.object().put("runs", runs).put("next", page.next()).build());
  }

  public static Json.Obj toJson(RunEntry run) {
    return Json.object()
        .put("run_id", run.runId())
        .put("namespace", run.namespace())
        .put("name", run.name())
        .put("version", run.version())
        .put("status", run.status().wire())
        .put("created_at", text(run.createdAt()))
        .put("finished_at", text(run.finishedAt()))
        .put("correlation_id", run.correlationId())
        .put("execution_key", run.executionKey().isEmpty() ? null : run.executionKey())
        .put("attempts", run.attempts())
        .build();
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }
}
