package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.event.Timestamp;
import dev.clew.core.json.Json;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Right;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import dev.clew.store.Tombstone;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `DELETE /api/v1/runs/{id}`, and every other removal of a run: the audit log has its entry before
/// anything is gone.
public final class RunRemovals {
  private static final String REMOVED = "run_removed";

  private final RunStore store;
  private final RunLookup lookup;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Metrics metrics;

  public RunRemovals(
      RunStore store, RunLookup lookup, AuditLog audit, InstantSource clock, Metrics metrics) {
    this.store = store;
    this.lookup = lookup;
    this.audit = audit;
    this.clock = clock;
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        Route.delete("/api/v1/runs/{id}", Right.ADMIN, this::remove, RunLookup.NAMESPACE));
  }

  private HttpResponse remove(Exchange exchange) {
    RunKey run = lookup.find(exchange).key();
    AuditLog.By by = exchange.caller().by(exchange.principal().id());
    if (remove(run, Removal.REQUEST, by).isEmpty()) {
      // Somebody else was quicker, and finding it says so.
      lookup.find(exchange);
    }
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  /// @param policy that it follows
  /// @return empty when it was gone already
  public Optional<Tombstone> remove(RunKey run, String policy, AuditLog.By by) {
    Json.Obj said =
        Json.object()
            .put("namespace", run.namespace())
            .put("run_id", run.runId())
            .put("policy", policy)
            .build();
    audit.write(REMOVED, by, said);
    Timestamp now = Timestamp.of(clock.instant());
    Optional<Tombstone> removed = store.remove(new Removal(run, now, policy, by.principal()));
    removed.ifPresent(_ -> metrics.removed(policy));
    return removed;
  }

  /// What is said of a run that was removed.
  static Problem problem(Tombstone tombstone) {
    Removal removal = tombstone.removal();
    String date = removal.at().toString().substring(0, 10);
    String why =
        removal.policy().equals(Removal.REQUEST)
            ? "because " + removal.by() + " asked for it"
            : "by the policy " + removal.policy();
    return Problem.of(
            HttpStatus.GONE, "run.removed", "this run was removed on " + date + ", " + why)
        .with("removed_at", removal.at().toString())
        .with("policy", removal.policy())
        .with("removed_by", removal.by())
        .with("run_id", removal.run().runId())
        .with("namespace", removal.run().namespace())
        .with("name", tombstone.name())
        .with("run_status", tombstone.status().wire())
        .with("created_at", text(tombstone.createdAt()))
        .with("finished_at", text(tombstone.finishedAt()))
        .with("rows", Json.of(tombstone.rows()))
        .with("bytes", Json.of(tombstone.bytes()))
        .with("chain", tombstone.chain().hex());
  }

  private static @Nullable String text(@Nullable Timestamp time) {
    return time == null ? null : time.toString();
  }
}
