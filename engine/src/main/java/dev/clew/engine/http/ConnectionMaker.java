package dev.clew.engine.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Opens connections: DNS, TCP to one address after the other, TLS. Writes into the context of the
/// exchange how long DNS and TCP took. Thread-safe.
final class ConnectionMaker extends DefaultHttpClientConnectionOperator {
  private static final String STARTED = "clew.connect_started";
  private static final String NANOS = "clew.connect_nanos";
  private static final String CONNECTED = "clew.connected";

  private final Timeout connectTimeout;
  private final Timeout readTimeout;
  private final TlsConfig tls;

  ConnectionMaker(HttpLimits limits) {
    super(
        null,
        new GuardedResolver(limits.metadataAllowed()),
        scheme -> "https".equalsIgnoreCase(scheme) ? LAZY_TLS : null);
    this.connectTimeout = Timeout.of(limits.connectTimeout());
    this.readTimeout = Timeout.of(limits.requestTimeout());
    this.tls = TlsConfig.custom().setHandshakeTimeout(connectTimeout).build();
  }

  void connect(ManagedHttpClientConnection connection, HttpHost place, HttpContext context)
      throws IOException {
    connect(
        connection, place, null, null, null, connectTimeout, SocketConfig.DEFAULT, tls, context);
    connection.setSocketTimeout(readTimeout);
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint name,
      @Nullable Path unixSocket,
      @Nullable InetSocketAddress local,
      @Nullable Timeout timeout,
      SocketConfig socket,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    context.setAttribute(STARTED, System.nanoTime());
    super.connect(connection, host, name, unixSocket, local, timeout, socket, attachment, context);
    context.setAttribute(CONNECTED, true);
  }

  @Override
  protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
    if (context.getAttribute(STARTED) instanceof Long started) {
      context.setAttribute(NANOS, System.nanoTime() - started);
    }
  }

  /// What DNS and TCP took in the exchange; null when a connection was used again or none came to
  /// be.
  static @Nullable Long nanos(HttpContext context) {
    return context.getAttribute(NANOS) instanceof Long nanos ? nanos : null;
  }

  /// Whether a connection stood, with TLS if it has TLS, so that bytes of the request may have
  /// left.
  static boolean connected(HttpContext context) {
    return context.getAttribute(STARTED) == null || context.getAttribute(CONNECTED) != null;
  }

  /// The trust store is read with the first https request, not before.
  private static final TlsSocketStrategy LAZY_TLS =
      (socket, target, port, attachment, context) ->
          Tls.STRATEGY.upgrade(socket, target, port, attachment, context);

  private static final class Tls {
    static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();
  }
}
