package dev.clew.server;

import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.replay.ActionWords;
import dev.clew.server.http.Bodies;
import dev.clew.server.http.Door;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.http.RouteTable;
import dev.clew.server.http.Workers;
import dev.clew.server.intake.WaysIn;
import dev.clew.server.live.RowStream;
import dev.clew.server.live.RunChanges;
import dev.clew.server.live.RunStream;
import dev.clew.server.live.Streams;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.page.Pages;
import dev.clew.server.run.PastRuns;
import dev.clew.server.run.RunDocuments;
import dev.clew.server.run.RunEvents;
import dev.clew.server.run.RunExaminer;
import dev.clew.server.run.RunList;
import dev.clew.server.run.RunLookup;
import dev.clew.server.run.RunReader;
import dev.clew.server.run.WorkflowDurations;
import dev.clew.store.RunStore;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Keeps the runs of a team and explains them, over HTTP. It stands on whichever store it is given,
/// and executes nothing. Thread-safe.
///
/// ```java
/// try (ClewServer server = ClewServer.start(ServerOptions.DEFAULT, parts)) {
///   System.out.println(server.url());
/// }
/// ```
public final class ClewServer implements AutoCloseable {
  /// Within it whatever was accepted is answered.
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final Duration QUIET = Duration.ofMillis(100);

  private final Server server;
  private final Workers workers;
  private final Streams streams;
  private final Operations operations;
  private final RunChanges changes = new RunChanges();
  private final RunExaminer examiner;
  private final List<Route> routes;
  private final String host;

  /// What a server is made of.
  ///
  /// @param store stays open when the server is closed
  /// @param words in which documents say what can be done
  /// @param redactors makes the redactor of a run
  /// @param ids under a secret of this installation, the same after a restart: of what was sent it
  ///   makes the ids of events that come without
  public record Parts(
      RunStore store,
      ActionWords words,
      Supplier<Redactor> redactors,
      InstantSource clock,
      Hmac ids) {}

  private ClewServer(ServerOptions options, Parts parts) {
    Limits limits = options.limits();
    Metrics metrics = new Metrics();
    workers = new Workers(limits.workers(), limits.waiting());
    streams = new Streams(workers, limits, options.heartbeat());
    operations = new Operations(parts.store(), metrics, workers, streams);
    PastRuns past = new PastRuns(parts.store());
    examiner = new RunExaminer(parts.store(), past, changes::tell);
    routes = routes(options, parts, metrics, past);
    host = options.host();
    server = listening(options, new RouteTable(routes, new Door(Set.of()), metrics));
  }

  /// Listens when it returns.
  ///
  /// @throws Refusal when the address cannot be listened on; the message says why
  public static ClewServer start(ServerOptions options, Parts parts) {
    ClewServer server = new ClewServer(options, parts);
    try {
      server.server.start().join();
      server.examiner.start();
      return server;
    } catch (CompletionException e) {
      server.close();
      throw refused(options, e);
    }
  }

  private static RuntimeException refused(ServerOptions options, CompletionException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      // The native transport has an exception of its own, which is no BindException in all
      // versions.
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Address already in use")) {
        return Refusal.invalid(
            "port "
                + options.port()
                + " of "
                + options.host()
                + " cannot be listened on: another program has it; choose another port");
      }
    }
    return fault;
  }

  private List<Route> routes(ServerOptions options, Parts parts, Metrics metrics, PastRuns past) {
    Limits limits = options.limits();
    RunStore store = parts.store();
    RunLookup lookup = new RunLookup(store, options.namespace());
    RunReader reader = new RunReader();
    RunList list = new RunList(store, parts.clock());
    WaysIn.Parts intake =
        new WaysIn.Parts(
            store, parts.redactors(), changes::tell, parts.clock(), metrics, parts.ids());
    List<Route> all = new ArrayList<>();
    all.addAll(operations.routes());
    all.addAll(new WaysIn(intake, options.namespace(), limits).routes());
    all.addAll(list.routes());
    all.addAll(new RunStream(lookup, changes, streams, parts.clock()).routes());
    all.addAll(new RunDocuments(lookup, reader, parts.words(), workers, limits).routes());
    all.addAll(new RunEvents(lookup, reader).routes());
    all.addAll(new RowStream(lookup, streams).routes());
    all.addAll(new WorkflowDurations(past, options.namespace()).routes());
    all.addAll(new Pages(lookup).routes());
    return List.copyOf(all);
  }

  private Server listening(ServerOptions options, RouteTable table) {
    Limits limits = options.limits();
    ServerBuilder builder =
        Server.builder()
            .http(options.address())
            .maxNumConnections(limits.connections())
            // Bodies counts them itself, and says which limit it was.
            .maxRequestLength(0)
            .requestTimeout(limits.requestTime())
            .idleTimeout(limits.idleTime())
            .http1MaxHeaderSize(limits.headerBytes())
            .http1MaxInitialLineLength(limits.headerBytes())
            .http2MaxHeaderListSize(limits.headerBytes())
            .gracefulShutdownTimeout(QUIET, GRACE)
            .meterRegistry(NoopMeterRegistry.get())
            .disableServerHeader();
    table.serveOn(builder, new Bodies(limits), workers, limits);
    return builder.build();
  }

  /// Everything that it does, for whoever tests or describes all of it.
  public List<Route> routes() {
    return routes;
  }

  public int port() {
    return server.activeLocalPort();
  }

  /// Without a slash at its end.
  public String url() {
    boolean isV6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return "http://" + (isV6 ? "[" + host + "]" : host) + ":" + port();
  }

  /// Takes no more requests, answers those that it has, and ends every stream; at most ten seconds.
  @Override
  public void close() {
    operations.end();
    streams.end();
    server.stop().join();
    workers.end(Duration.ofSeconds(1));
    examiner.close();
  }
}
