package dev.clew.server;

import dev.clew.core.Refusal;
import dev.clew.server.http.Limits;
import dev.clew.server.page.TraceUrl;
import dev.clew.server.retention.Retention;
import dev.clew.server.webhook.Webhook;
import dev.clew.store.BlobLimits;
import dev.clew.store.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a server is reached, and what it lets through.
///
/// @param namespace of events and runs that say none
/// @param heartbeat how often a quiet stream of events says that it is there
/// @param webhook who is told of runs that failed; null for nobody
/// @param socket by which the owner of the data folder asks; null when there is none
/// @param traceUrl where traces are shown elsewhere; null when nobody says it
/// @param retention for how long runs are kept
/// @param artifacts how much is kept of their files
public record ServerOptions(
    Listening listening,
    String namespace,
    Limits limits,
    Duration heartbeat,
    @Nullable Path socket,
    Retention retention,
    @Nullable Webhook webhook,
    @Nullable TraceUrl traceUrl,
    BlobLimits artifacts) {
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          Listening.DEFAULT,
          "default",
          Limits.DEFAULT,
          Duration.ofSeconds(15),
          null,
          Retention.NONE,
          null,
          null,
          BlobLimits.DEFAULT);

  /// @throws Refusal when the namespace is the server's own
  public ServerOptions {
    if (namespace.equals(RunKey.SERVER_NAMESPACE)) {
      throw Refusal.invalid("the namespace " + namespace + " is the server's own");
    }
  }

  public ServerOptions at(Listening other) {
    return new ServerOptions(
        other, namespace, limits, heartbeat, socket, retention, webhook, traceUrl, artifacts);
  }

  public ServerOptions at(String host, int port) {
    return at(listening.at(host, port));
  }

  public ServerOptions alsoAt(List<Integer> ports) {
    return at(listening.alsoAt(ports));
  }

  public ServerOptions with(Limits other) {
    return new ServerOptions(
        listening, namespace, other, heartbeat, socket, retention, webhook, traceUrl, artifacts);
  }

  public ServerOptions withHeartbeat(Duration other) {
    return new ServerOptions(
        listening, namespace, limits, other, socket, retention, webhook, traceUrl, artifacts);
  }

  public ServerOptions inNamespace(String other) {
    return new ServerOptions(
        listening, other, limits, heartbeat, socket, retention, webhook, traceUrl, artifacts);
  }

  public ServerOptions withSocket(@Nullable Path other) {
    return new ServerOptions(
        listening, namespace, limits, heartbeat, other, retention, webhook, traceUrl, artifacts);
  }

  public ServerOptions retaining(Retention other) {
    return new ServerOptions(
        listening, namespace, limits, heartbeat, socket, other, webhook, traceUrl, artifacts);
  }

  public ServerOptions telling(@Nullable Webhook other) {
    return new ServerOptions(
        listening, namespace, limits, heartbeat, socket, retention, other, traceUrl, artifacts);
  }

  public ServerOptions showingTracesAt(@Nullable TraceUrl other) {
    return new ServerOptions(
        listening, namespace, limits, heartbeat, socket, retention, webhook, other, artifacts);
  }

  public ServerOptions keeping(BlobLimits other) {
    return new ServerOptions(
        listening, namespace, limits, heartbeat, socket, retention, webhook, traceUrl, other);
  }
}
