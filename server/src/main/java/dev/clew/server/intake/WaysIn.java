package dev.clew.server.intake;

import dev.clew.core.digest.Hmac;
import dev.clew.core.ledger.Redactor;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.metrics.Metrics;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All ways in which a server is told of runs. They end at one intake.
public final class WaysIn {
  private final List<Route> routes = new ArrayList<>();

  /// What they stand on.
  ///
  /// @param redactors makes the redactor of a run
  /// @param ofRuns keeps those of the runs that are written to
  /// @param changed is told which runs have new rows
  /// @param ids makes the ids of events that come without; the same after a restart, or a resend is
  ///   not recognised
  public record Parts(
      RunStore store,
      Supplier<Redactor> redactors,
      Redactors ofRuns,
      Consumer<Set<RunKey>> changed,
      InstantSource clock,
      Metrics metrics,
      Hmac ids) {}

  /// @param namespace of events that say none
  public WaysIn(Parts parts, String namespace, Limits limits) {
    EventIntake intake =
        new EventIntake(parts.store(), parts.ofRuns(), parts.changed(), parts.metrics());
    Arrivals arrivals = new Arrivals(parts, namespace);
    Metrics metrics = parts.metrics();
    routes.addAll(new EventsEndpoint(intake, arrivals, limits).routes());
    routes.addAll(new LineageEndpoint(intake, arrivals, limits, metrics).routes());
    routes.addAll(new LogsEndpoint(intake, arrivals, limits, parts.redactors()).routes());
    OtlpIntake otlp = new OtlpIntake(intake, arrivals, limits, metrics);
    routes.addAll(new OtlpEndpoint(otlp).routes());
    routes.addAll(new OtlpGrpcEndpoint(otlp).routes());
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
