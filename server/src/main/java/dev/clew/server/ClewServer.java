package dev.clew.server;

import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.replay.ActionWords;
import dev.clew.server.access.Rates;
import dev.clew.server.access.Sessions;
import dev.clew.server.access.Tokens;
import dev.clew.server.admin.AuditRoutes;
import dev.clew.server.admin.TokenRoutes;
import dev.clew.server.artifact.ArtifactBytes;
import dev.clew.server.artifact.ArtifactUploads;
import dev.clew.server.http.Guard;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.http.RouteTable;
import dev.clew.server.http.Workers;
import dev.clew.server.intake.Redactors;
import dev.clew.server.intake.WaysIn;
import dev.clew.server.lease.LeaseRoutes;
import dev.clew.server.lease.LostRuns;
import dev.clew.server.live.RowStream;
import dev.clew.server.live.RunChanges;
import dev.clew.server.live.RunStream;
import dev.clew.server.live.Streams;
import dev.clew.server.log.ServerLog;
import dev.clew.server.login.LoginPage;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.page.Pages;
import dev.clew.server.page.TraceUrl;
import dev.clew.server.retention.Expiry;
import dev.clew.server.retention.Sweeper;
import dev.clew.server.retention.UploadExpiry;
import dev.clew.server.run.Correlations;
import dev.clew.server.run.Entities;
import dev.clew.server.run.PastRuns;
import dev.clew.server.run.RowPages;
import dev.clew.server.run.RunChildren;
import dev.clew.server.run.RunDiffs;
import dev.clew.server.run.RunDocuments;
import dev.clew.server.run.RunEvents;
import dev.clew.server.run.RunExaminer;
import dev.clew.server.run.RunList;
import dev.clew.server.run.RunLookup;
import dev.clew.server.run.RunParts;
import dev.clew.server.run.RunPlans;
import dev.clew.server.run.RunReader;
import dev.clew.server.run.RunRemovals;
import dev.clew.server.run.WorkflowDurations;
import dev.clew.server.webhook.RunNotices;
import dev.clew.server.webhook.Webhook;
import dev.clew.store.RunStore;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Slf4JLoggerFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the runs of a team and explains them, over HTTP. It stands on whichever store it is given,
/// and executes nothing. Thread-safe.
///
/// ```java
/// try (ClewServer server = ClewServer.start(ServerOptions.DEFAULT, parts)) {
///   System.out.println(server.url());
/// }
/// ```
public final class ClewServer implements AutoCloseable {
  private final HttpFront front;
  private final Workers workers;
  private final Streams streams;
  private final Operations operations;
  private final Tokens tokens;
  private final RunChanges changes = new RunChanges();
  private final Background background;
  private final List<Route> routes;
  private final ServerLog log;

  /// What a server is made of.
  ///
  /// @param store stays open when the server is closed
  /// @param words in which documents say what can be done
  /// @param redactors makes the redactor of a run
  /// @param ids under a secret of this installation, the same after a restart: of what was sent it
  ///   makes the ids of events that come without
  /// @param log is closed with the server
  public record Parts(
      RunStore store,
      ActionWords words,
      Supplier<Redactor> redactors,
      InstantSource clock,
      Hmac ids,
      ServerLog log) {
    /// With a server that says nothing of itself.
    public Parts(
        RunStore store,
        ActionWords words,
        Supplier<Redactor> redactors,
        InstantSource clock,
        Hmac ids) {
      this(store, words, redactors, clock, ids, ServerLog.none());
    }
  }

  private ClewServer(ServerOptions options, Parts parts) {
    log = parts.log();
    Limits limits = options.limits();
    Metrics metrics = new Metrics();
    tokens = Tokens.of(parts.store(), parts.redactors(), parts.clock());
    List<InetSocketAddress> addresses = options.listening().addresses(tokens.isRequired());
    Sessions sessions = new Sessions(tokens, parts.ids());
    Guard guard = new Guard(tokens, sessions, new Rates(System::nanoTime));
    workers = new Workers(limits.workers(), limits.waiting());
    streams = new Streams(workers, limits, options.heartbeat(), guard);
    operations = new Operations(parts.store(), metrics, workers, streams);
    RunLookup lookup = new RunLookup(parts.store(), options.namespace());
    PastRuns past = new PastRuns(parts.store());
    RunRemovals removals =
        new RunRemovals(parts.store(), lookup, tokens.audit(), parts.clock(), metrics);
    background = background(options, parts, metrics, lookup, past, removals);
    List<Route> all = new ArrayList<>();
    all.addAll(operations.routes());
    Redactors ofRuns = new Redactors(parts.redactors());
    all.addAll(intake(options, parts, ofRuns, metrics).routes());
    all.addAll(
        new ArtifactUploads(parts.store(), lookup, ofRuns::of, options.artifacts(), metrics)
            .routes());
    all.addAll(ofRuns(options, parts, lookup, past));
    all.addAll(removals.routes());
    all.addAll(leases(parts, lookup, ofRuns, metrics).routes());
    all.addAll(new LoginPage(tokens, sessions, guard).routes());
    all.addAll(new TokenRoutes(tokens).routes());
    all.addAll(new AuditRoutes(parts.store(), parts.clock()).routes());
    all.addAll(new ApiDescription().routes());
    routes = List.copyOf(all);
    front = new HttpFront(options, addresses, new RouteTable(routes, guard, metrics, log), workers);
  }

  private Background background(
      ServerOptions options,
      Parts parts,
      Metrics metrics,
      RunLookup lookup,
      PastRuns past,
      RunRemovals removals) {
    RunStore store = parts.store();
    Expiry expiry = new Expiry(store, parts.redactors(), parts.clock(), metrics, changes::tell);
    Sweeper sweeper = new Sweeper(options.retention(), store, removals, expiry, parts.clock());
    RunNotices notices = notices(options.webhook(), parts, metrics, lookup);
    RunExaminer examiner =
        new RunExaminer(store, past, notices == null ? found -> {} : notices::tell, changes::tell);
    LostRuns lost =
        new LostRuns(
            store,
            parts.redactors().get(),
            parts.clock(),
            System::nanoTime,
            metrics,
            parts.log(),
            changes::tell);
    UploadExpiry uploads = new UploadExpiry(store, parts.clock());
    return new Background(tokens, examiner, sweeper, lost, uploads, notices);
  }

  private LeaseRoutes leases(Parts parts, RunLookup lookup, Redactors ofRuns, Metrics metrics) {
    return new LeaseRoutes(
        parts.store(), lookup, new RowPages(), ofRuns::of, parts.clock(), metrics, changes::tell);
  }

  private @Nullable RunNotices notices(
      @Nullable Webhook webhook, Parts parts, Metrics metrics, RunLookup lookup) {
    return webhook == null
        ? null
        : new RunNotices(
            webhook,
            this::url,
            parts.store(),
            lookup,
            parts.redactors().get(),
            parts.clock(),
            metrics);
  }

  private WaysIn intake(ServerOptions options, Parts parts, Redactors ofRuns, Metrics metrics) {
    WaysIn.Parts intake =
        new WaysIn.Parts(
            parts.store(),
            parts.redactors(),
            ofRuns,
            changes::tell,
            parts.clock(),
            metrics,
            parts.ids());
    return new WaysIn(intake, options.namespace(), options.limits());
  }

  private List<Route> ofRuns(ServerOptions options, Parts parts, RunLookup lookup, PastRuns past) {
    Limits limits = options.limits();
    RunReader reader = new RunReader();
    RowPages rows = new RowPages();
    List<Route> all = new ArrayList<>();
    all.addAll(new RunList(parts.store(), parts.clock()).routes());
    all.addAll(new RunStream(lookup, changes, streams, parts.clock()).routes());
    all.addAll(new RunDocuments(lookup, reader, parts.words(), workers, limits).routes());
    all.addAll(new RunEvents(lookup, rows).routes());
    all.addAll(new RunParts(lookup, reader, parts.words()).routes());
    all.addAll(new RunPlans(lookup, reader, parts.words()).routes());
    all.addAll(new Correlations(parts.store(), lookup, rows, parts.clock()).routes());
    all.addAll(entities(options.traceUrl(), parts, lookup, reader).routes());
    all.addAll(new RunDiffs(lookup, reader).routes());
    all.addAll(new RunChildren(parts.store(), lookup).routes());
    all.addAll(new RowStream(lookup, streams).routes());
    all.addAll(
        new ArtifactBytes(parts.store(), lookup, options.namespace(), workers, limits).routes());
    all.addAll(new WorkflowDurations(past, options.namespace()).routes());
    all.addAll(new Pages(lookup, options.traceUrl()).routes());
    return all;
  }

  private static Entities entities(
      @Nullable TraceUrl traceUrl, Parts parts, RunLookup lookup, RunReader reader) {
    return new Entities(
        parts.store(),
        lookup,
        reader,
        parts.clock(),
        trace -> traceUrl == null ? null : traceUrl.of(trace));
  }

  /// Listens when it returns.
  ///
  /// @throws Refusal when the address cannot be listened on; the message says why
  public static ClewServer start(ServerOptions options, Parts parts) {
    // By itself Netty writes to the JDK's logger where SLF4J has none. That has to load time zones
    // first, which cannot be done when no file can be opened: the thread that accepts connections
    // would end.
    InternalLoggerFactory.setDefaultFactory(Slf4JLoggerFactory.INSTANCE);
    ClewServer server = new ClewServer(options, parts);
    try {
      server.front.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    server.background.start();
    server.log.say(ServerLog.Level.INFO, "started", Json.object().put("url", server.url()).build());
    return server;
  }

  /// Everything that it does, for whoever tests or describes all of it.
  public List<Route> routes() {
    return routes;
  }

  public int port() {
    return front.port();
  }

  /// Of all ports beside its own, in their order.
  public List<Integer> otherPorts() {
    return front.otherPorts();
  }

  /// Who may do what.
  public Tokens tokens() {
    return tokens;
  }

  /// Without a slash at its end.
  public String url() {
    return front.url();
  }

  /// Takes no more requests, answers those that it has, and ends every stream; at most ten seconds.
  @Override
  public void close() {
    operations.end();
    streams.end();
    front.stop();
    workers.end(Duration.ofSeconds(1));
    background.close();
    log.say(ServerLog.Level.INFO, "ended", Json.EMPTY_OBJECT);
    log.close();
  }
}
