package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.core.run.ParentRun;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.store.Finding;
import dev.clew.store.RunEntry;
import dev.clew.store.RunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/runs`: runs, the newest first, page by page.
public final class RunList {
  private final RunStore store;
  private final InstantSource clock;

  public RunList(RunStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
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
    List<RunEntry> found = store.find(ListQuery.of(query, principal, clock.instant()), limit + 1);
    return found.size() <= limit
        ? new Page(found, null)
        : new Page(found.subList(0, limit), ListQuery.cursor(found.get(limit - 1)));
  }

  private HttpResponse answer(Exchange exchange) {
    Page page = page(exchange.query(), exchange.principal());
    List<Json> runs = new ArrayList<>(page.runs().size());
    Instant now = clock.instant();
    page.runs().forEach(run -> runs.add(toJson(run, now)));
    return Answers.tagged(
        exchange, Json.object().put("runs", runs).put("next", page.next()).build());
  }

  /// @param now by which it is stuck or is not
  public static Json.Obj toJson(RunEntry run, Instant now) {
    Finding finding = run.finding();
    Json.Builder json =
        Json.object()
            .put("run_id", run.runId())
            .put("namespace", run.namespace())
            .put("name", run.name())
            .put("version", run.version())
            .put("status", run.status().wire())
            .put("created_at", text(run.createdAt()))
            .put("started_at", finding == null ? null : text(finding.startedAt()))
            .put("finished_at", text(run.finishedAt()))
            .put("correlation_id", run.correlationId())
            .put("execution_key", run.executionKey().isEmpty() ? null : run.executionKey())
            .put("parent", parent(run))
            .put("attempts", run.attempts());
    if (run.isUnnamed()) {
      json.put("no_run_id", true);
    }
    if (finding != null) {
      put(finding.failure(), json);
      Finding.Silence silence = finding.silence();
      if (silence != null) {
        json.put("stuck", finding.isStuckAt(now))
            .put("stuck_at", silence.stuckAt().toString())
            .put("stuck_rule", silence.rule());
      }
    }
    return json.build();
  }

  /// What has started it; null when nothing has.
  static Json.@Nullable Obj parent(RunEntry run) {
    ParentRun parent = run.parent();
    return parent == null ? null : parent.toJson();
  }

  private static void put(Finding.@Nullable Failure failure, Json.Builder json) {
    if (failure != null) {
      json.put("headline", failure.headline())
          .put("failure", failure.code())
          .put("phase", failure.phase().wire())
          .put("cause", failure.cause().wire());
    }
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }
}
