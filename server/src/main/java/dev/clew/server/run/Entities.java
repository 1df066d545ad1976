package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.core.run.AttemptView;
import dev.clew.core.run.RunRecord;
import dev.clew.core.run.RunView;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.store.FindingQuery;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What several runs may have in common, under an address of its own: a trace, a workspace, an
/// invocation; with the runs that are its neighbours. Runs are found by the words of what was found
/// of them, and then asked themselves.
public final class Entities {
  private static final String ID = "id";

  /// `entity.runs`: so many of them are looked at.
  private static final int MOST_RUNS = 50;

  private final RunStore store;
  private final RunLookup lookup;
  private final RunReader reader;
  private final InstantSource clock;
  private final Function<String, @Nullable String> traceUrl;

  /// @param traceUrl where a trace is shown elsewhere; null when nobody says it
  public Entities(
      RunStore store,
      RunLookup lookup,
      RunReader reader,
      InstantSource clock,
      Function<String, @Nullable String> traceUrl) {
    this.store = store;
    this.lookup = lookup;
    this.reader = reader;
    this.clock = clock;
    this.traceUrl = traceUrl;
  }

  public List<Route> routes() {
    return List.of(
        route("traces", this::trace),
        route("workspaces", exchange -> neighbours(exchange, "workspace_id", Entities::workspaces)),
        route(
            "invocations",
            exchange -> neighbours(exchange, "invocation_id", Entities::invocations)));
  }

  private static Route route(String what, Route.Endpoint endpoint) {
    return Route.get("/api/v1/" + what + "/{id}", Right.READ, endpoint, RunLookup.NAMESPACE);
  }

  private HttpResponse trace(Exchange exchange) {
    Json.Obj found = found(exchange, "trace_id", Entities::traces);
    String url = traceUrl.apply(exchange.path(ID));
    return Answers.tagged(exchange, url == null ? found : found.with("url", Json.of(url)));
  }

  private HttpResponse neighbours(
      Exchange exchange, String name, Function<RunView, List<@Nullable String>> ids) {
    return Answers.tagged(exchange, found(exchange, name, ids));
  }

  private Json.Obj found(
      Exchange exchange, String name, Function<RunView, List<@Nullable String>> ids) {
    String id = exchange.path(ID);
    List<Json> runs = new ArrayList<>();
    for (RunEntry entry : candidates(exchange, id)) {
      RunKey key = new RunKey(entry.namespace(), entry.runId());
      RunView view = view(exchange, key, run -> ids.apply(run).contains(id));
      if (view != null) {
        runs.add(RunList.toJson(entry, clock.instant()).with("links", RunLinks.of(view)));
      }
    }
    if (runs.isEmpty()) {
      throw Problem.notFound("entity.unknown", "no run that was looked at by now says this " + name)
          .raised();
    }
    return Json.object().put(name, id).put("runs", runs).build();
  }

  private @Nullable RunView view(Exchange exchange, RunKey key, Predicate<RunView> wanted) {
    RunView view =
        reader
            .read(
                lookup.find(exchange.principal(), key.runId(), key.namespace()),
                exchange.principal())
            .view();
    return wanted.test(view) ? view : null;
  }

  /// A run may have the id of its trace.
  private List<RunEntry> candidates(Exchange exchange, String id) {
    Set<String> among = exchange.principal().among(exchange.query().text(RunLookup.NAMESPACE));
    Map<RunKey, RunEntry> entries = new LinkedHashMap<>();
    RunQuery all = RunQuery.ALL.in(among);
    List<RunEntry> found = new ArrayList<>(store.find(all.withWord(id), MOST_RUNS));
    found.addAll(store.find(all.finding(FindingQuery.ANY.withText(id)), MOST_RUNS));
    for (RunEntry entry : found) {
      entries.putIfAbsent(new RunKey(entry.namespace(), entry.runId()), entry);
    }
    return List.copyOf(entries.values());
  }

  private static List<@Nullable String> traces(RunView run) {
    List<@Nullable String> ids = new ArrayList<>();
    ids.add(run.created().traceId());
    ids.add(RunRecord.of(run).traceId());
    run.attempts()
        .forEach(attempt ->
            attempt.rows().stream().limit(1).forEach(row -> ids.add(row.event().traceId())));
    return ids;
  }

  private static List<@Nullable String> workspaces(RunView run) {
    List<@Nullable String> ids = new ArrayList<>();
    run.attempts().forEach(attempt -> ids.add(RunRecord.workspaceId(attempt)));
    return ids;
  }

  private static List<@Nullable String> invocations(RunView run) {
    List<@Nullable String> ids = new ArrayList<>();
    for (AttemptView attempt : run.attempts()) {
      ids.add(attempt.facts().invocationId());
    }
    return ids;
  }
}
