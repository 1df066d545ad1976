package dev.clew.server;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.common.util.DomainSocketAddress;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import dev.clew.core.ClewException;
import dev.clew.core.Refusal;
import dev.clew.core.digest.Hmac;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.replay.ActionWords;
import dev.clew.server.access.Rates;
import dev.clew.server.access.Sessions;
import dev.clew.server.access.Tokens;
import dev.clew.server.admin.AuditRoutes;
import dev.clew.server.admin.TokenRoutes;
import dev.clew.server.http.Bodies;
import dev.clew.server.http.Guard;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Route;
import dev.clew.server.http.RouteTable;
import dev.clew.server.http.Workers;
import dev.clew.server.intake.WaysIn;
import dev.clew.server.live.RowStream;
import dev.clew.server.live.RunChanges;
import dev.clew.server.live.RunStream;
import dev.clew.server.live.Streams;
import dev.clew.server.login.LoginPage;
import dev.clew.server.metrics.Metrics;
import dev.clew.server.page.Pages;
import dev.clew.server.retention.Expiry;
import dev.clew.server.retention.Sweeper;
import dev.clew.server.run.PastRuns;
import dev.clew.server.run.RunDiffs;
import dev.clew.server.run.RunDocuments;
import dev.clew.server.run.RunEvents;
import dev.clew.server.run.RunExaminer;
import dev.clew.server.run.RunList;
import dev.clew.server.run.RunLookup;
import dev.clew.server.run.RunReader;
import dev.clew.server.run.RunRemovals;
import dev.clew.server.run.WorkflowDurations;
import dev.clew.server.webhook.RunNotices;
import dev.clew.server.webhook.Webhook;
import dev.clew.store.RunStore;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  /// Within it whatever was accepted is answered.
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Duration TOKENS_PAUSE = Duration.ofMillis(500);

  private final Server server;
  private final Workers workers;
  private final Streams streams;
  private final Operations operations;
  private final Tokens tokens;
  private final ScheduledExecutorService often;
  private final RunChanges changes = new RunChanges();
  private final RunExaminer examiner;
  private final RunRemovals removals;
  private final Sweeper sweeper;
  private final @Nullable RunNotices notices;
  private final List<Route> routes;
  private final Listening listening;

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
    listening = options.listening();
    tokens = Tokens.of(parts.store(), parts.redactors(), parts.clock());
    List<InetSocketAddress> addresses = listening.addresses(tokens.isRequired());
    Sessions sessions = new Sessions(tokens, parts.ids());
    Guard guard = new Guard(tokens, sessions, new Rates(System::nanoTime));
    workers = new Workers(limits.workers(), limits.waiting());
    streams = new Streams(workers, limits, options.heartbeat(), guard);
    operations = new Operations(parts.store(), metrics, workers, streams);
    PastRuns past = new PastRuns(parts.store());
    removals =
        new RunRemovals(
            parts.store(),
            new RunLookup(parts.store(), options.namespace()),
            tokens.audit(),
            parts.clock(),
            metrics);
    sweeper =
        new Sweeper(
            options.retention(),
            parts.store(),
            removals,
            new Expiry(parts.store(), parts.redactors(), parts.clock(), metrics, changes::tell),
            parts.clock());
    notices = notices(options, parts, metrics);
    examiner =
        new RunExaminer(
            parts.store(), past, notices == null ? found -> {} : notices::tell, changes::tell);
    List<Route> all = new ArrayList<>(routes(options, parts, metrics, past));
    all.addAll(new LoginPage(tokens, sessions, guard).routes());
    all.addAll(new TokenRoutes(tokens).routes());
    all.addAll(new ApiDescription().routes());
    all.addAll(new AuditRoutes(parts.store(), parts.clock()).routes());
    routes = List.copyOf(all);
    server = listening(options, addresses, new RouteTable(routes, guard, metrics));
    often =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clew-tokens").factory());
  }

  private @Nullable RunNotices notices(ServerOptions options, Parts parts, Metrics metrics) {
    Webhook webhook = options.webhook();
    return webhook == null
        ? null
        : new RunNotices(
            webhook,
            this::url,
            parts.store(),
            new RunLookup(parts.store(), options.namespace()),
            parts.redactors().get(),
            parts.clock(),
            metrics);
  }

  /// Listens when it returns.
  ///
  /// @throws Refusal when the address cannot be listened on; the message says why
  public static ClewServer start(ServerOptions options, Parts parts) {
    ClewServer server = new ClewServer(options, parts);
    try {
      server.server.start().join();
      if (options.socket() != null) {
        OwnerSocket.protect(options.socket());
      }
      server.goOnReadingTokens();
      server.examiner.start();
      server.sweeper.start();
      if (server.notices != null) {
        server.notices.start();
      }
      return server;
    } catch (CompletionException e) {
      server.close();
      throw refused(options, e);
    } catch (Refusal e) {
      server.close();
      throw e;
    }
  }

  private static RuntimeException refused(ServerOptions options, CompletionException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      // The native transport has an exception of its own, which is no BindException in all
      // versions.
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Address already in use")) {
        return Refusal.invalid(
            ports(options.listening())
                + " of "
                + options.listening().host()
                + " cannot be listened on: another program has it; choose another port");
      }
    }
    return fault;
  }

  private static String ports(Listening listening) {
    StringBuilder ports = new StringBuilder("port ").append(listening.port());
    listening.otherPorts().forEach(other -> ports.append(" or ").append(other));
    return ports.toString();
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
    all.addAll(removals.routes());
    all.addAll(new RunEvents(lookup, reader).routes());
    all.addAll(new RunDiffs(lookup, reader).routes());
    all.addAll(new RowStream(lookup, streams).routes());
    all.addAll(new WorkflowDurations(past, options.namespace()).routes());
    all.addAll(new Pages(lookup).routes());
    return List.copyOf(all);
  }

  /// Another server of the same store, or the command line, may have made or revoked some.
  private void goOnReadingTokens() {
    Runnable read =
        () -> {
          try {
            tokens.refresh();
          } catch (ClewException e) {
            // What was known holds. A store that cannot be read is said by every other answer.
          }
        };
    long pause = TOKENS_PAUSE.toMillis();
    var _ = often.scheduleWithFixedDelay(read, pause, pause, TimeUnit.MILLISECONDS);
  }

  private Server listening(
      ServerOptions options, List<InetSocketAddress> addresses, RouteTable table) {
    Limits limits = options.limits();
    ServerBuilder builder =
        Server.builder()
            .clientAddressSources(ClientAddressSource.ofHeader("x-forwarded-for"))
            .clientAddressTrustedProxyFilter(listening.trusted())
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
    Listening.Tls tls = listening.tls();
    if (tls == null) {
      addresses.forEach(builder::http);
    } else {
      addresses.forEach(builder::https);
      tls.giveTo(builder);
    }
    Path socket = options.socket();
    if (socket != null) {
      OwnerSocket.clear(socket);
      builder.port(new ServerPort(DomainSocketAddress.of(socket), SessionProtocol.HTTP));
    }
    table.serveOn(builder, new Bodies(limits), workers, limits);
    return builder.build();
  }

  /// Everything that it does, for whoever tests or describes all of it.
  public List<Route> routes() {
    return routes;
  }

  public int port() {
    return server.activeLocalPort(
        listening.tls() == null ? SessionProtocol.HTTP : SessionProtocol.HTTPS);
  }

  /// Of all ports beside its own, in their order.
  public List<Integer> otherPorts() {
    return server.activePorts().values().stream()
        .filter(port -> !(port.localAddress() instanceof DomainSocketAddress))
        .skip(1)
        .map(port -> port.localAddress().getPort())
        .toList();
  }

  /// Who may do what.
  public Tokens tokens() {
    return tokens;
  }

  /// Without a slash at its end.
  public String url() {
    String host = listening.host();
    boolean isV6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (listening.tls() == null ? "http://" : "https://")
        + (isV6 ? "[" + host + "]" : host)
        + ":"
        + port();
  }

  /// Takes no more requests, answers those that it has, and ends every stream; at most ten seconds.
  @Override
  public void close() {
    operations.end();
    streams.end();
    server.stop().join();
    workers.end(Duration.ofSeconds(1));
    often.shutdownNow();
    tokens.audit().close();
    examiner.close();
    sweeper.close();
    if (notices != null) {
      notices.close();
    }
  }
}
