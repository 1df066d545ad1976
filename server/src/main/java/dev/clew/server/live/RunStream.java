package dev.clew.server.live;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.JsonWriter;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import dev.clew.server.run.RunList;
import dev.clew.server.run.RunLookup;
import dev.clew.store.RunKey;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/runs/stream`: the entry of each run that has changed, as a list has it. There is
/// nothing to resume: who comes again, or reads `missed`, asks for the list.
public final class RunStream {
  private static final int PAGE_RUNS = 100;

  private final RunLookup lookup;
  private final RunChanges changes;
  private final Streams streams;

  private final InstantSource clock;

  public RunStream(RunLookup lookup, RunChanges changes, Streams streams, InstantSource clock) {
    this.lookup = lookup;
    this.changes = changes;
    this.streams = streams;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/runs/stream", Right.READ, this::stream, RunLookup.NAMESPACE));
  }

  private HttpResponse stream(Exchange exchange) {
    String namespace = exchange.query().text(RunLookup.NAMESPACE);
    RunChanges.Listener listener = new RunChanges.Listener();
    Pump pump = streams.pump(exchange, () -> next(listener, exchange.principal(), namespace));
    listener.wakes(pump::wake);
    changes.add(listener);
    return streams.run(exchange, pump, () -> changes.remove(listener));
  }

  private @Nullable String next(
      RunChanges.Listener listener, Principal principal, @Nullable String namespace) {
    StringBuilder out = new StringBuilder();
    if (listener.hasMissed()) {
      out.append("event: missed\ndata: {}\n\n");
    }
    List<RunKey> changed = listener.taken(PAGE_RUNS);
    while (!changed.isEmpty() && out.isEmpty()) {
      for (RunKey key : changed) {
        if (principal.sees(key.namespace())
            && (namespace == null || namespace.equals(key.namespace()))) {
          lookup
              .entry(key)
              .ifPresent(entry -> {
                out.append("event: run\ndata: ");
                out.append(JsonWriter.compact(RunList.toJson(entry, clock.instant())))
                    .append("\n\n");
              });
        }
      }
      changed = out.isEmpty() ? listener.taken(PAGE_RUNS) : List.of();
    }
    return out.isEmpty() ? null : out.toString();
  }
}
