package dev.clew.server.lease;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.event.Millis;
import dev.clew.core.fact.run.RunCreated;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Asked;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import dev.clew.server.lease.LeaseAsk.Claim;
import dev.clew.server.lease.LeaseAsk.Completion;
import dev.clew.server.lease.LeaseAsk.Renewal;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.run.RowPages;
import dev.clew.server.run.RunLookup;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// For engines elsewhere: a worker claims a run, shows that it lives, and says how the run ended.
public final class LeaseRoutes {
  private static final String RUN = "/api/v1/runs/{id}";
  private static final String QUEUE = "queue";
  private static final int BODY_BYTES = 64 << 10;

  private final Leases leases;
  private final RunLookup lookup;
  private final RowPages rows;

  /// @param redactors of each run
  /// @param changed is told which runs have new rows
  public LeaseRoutes(
      RunStore store,
      RunLookup lookup,
      RowPages rows,
      Function<RunKey, Redactor> redactors,
      InstantSource clock,
      Metrics metrics,
      Consumer<Set<RunKey>> changed) {
    this.leases = new Leases(store, redactors, clock, metrics, changed);
    this.lookup = lookup;
    this.rows = rows;
  }

  public List<Route> routes() {
    return List.of(
        post("/api/v1/queues/{queue}/claim", this::claimNext),
        post(RUN + "/claim", this::claim),
        post(RUN + "/renew", this::renew),
        post(RUN + "/complete", this::complete));
  }

  private static Route post(String path, Route.Endpoint endpoint) {
    return Route.post(path, Right.INGEST, endpoint, RunLookup.NAMESPACE).takingUpTo(BODY_BYTES);
  }

  private HttpResponse claimNext(Exchange exchange) {
    Claim claim = Claim.read(Asked.of(exchange));
    Set<String> namespaces = exchange.principal().among(exchange.query().text(RunLookup.NAMESPACE));
    return leases
        .claim(exchange.path(QUEUE), namespaces, claim)
        .map(claimed -> answer(claimed, exchange))
        .orElseGet(() -> HttpResponse.of(HttpStatus.NO_CONTENT));
  }

  private HttpResponse claim(Exchange exchange) {
    Claim claim = Claim.read(Asked.of(exchange));
    RunLookup.Found run = lookup.find(exchange);
    return answer(leases.claim(run.key(), run.ledger(), claim), exchange);
  }

  private HttpResponse answer(Leases.Claimed claimed, Exchange exchange) {
    Lease lease = claimed.lease();
    Json.Builder answer =
        Json.object()
            .put("run_id", claimed.run().runId())
            .put("namespace", claimed.run().namespace())
            .put("attempt", claimed.attempts())
            .put("attempt_id", claimed.attemptId())
            .put("invocation_id", lease.invocationId())
            .put("worker", lease.worker());
    return Answers.json(
        held(answer, lease).put("created", created(claimed, exchange.principal())).build());
  }

  /// What is to be done, without what was found to be a secret since.
  private Json.Obj created(Leases.Claimed claimed, Principal principal) {
    RunLookup.Found run = new RunLookup.Found(claimed.run(), claimed.ledger());
    return claimed.created() < 0
        ? Json.EMPTY_OBJECT
        : RunCreated.from(rows.rows(run, principal, claimed.created(), 1).getFirst().event())
            .attributes();
  }

  private HttpResponse renew(Exchange exchange) {
    Renewal renewal = Renewal.read(Asked.of(exchange));
    RunLookup.Found run = lookup.find(exchange);
    Lease lease = leases.renew(run.key(), run.ledger(), renewal);
    return Answers.json(held(Json.object(), lease).build());
  }

  private static Json.Builder held(Json.Builder answer, Lease lease) {
    return answer
        .put("lease", lease.id())
        .put("lease_ms", Millis.of(lease.time()))
        .put("renew_within_ms", Millis.of(lease.renewWithin()));
  }

  private HttpResponse complete(Exchange exchange) {
    Completion completion = Completion.read(Asked.of(exchange));
    RunLookup.Found run = lookup.find(exchange);
    leases.complete(run.key(), run.ledger(), completion);
    return Answers.json(Json.object().put("run_status", completion.status().wire()).build());
  }
}
