package dev.clew.engine.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends requests over HTTP/1.1: no redirects, cookies, retries, proxies or decompression of its
/// own, so that what the ledger says was sent is what was sent. Blocking; thread-safe: every
/// request that is under way has a connection of its own, and who calls it says how many there are.
///
/// Why Apache HttpClient and not `java.net.http`: see RATIONALE.md, "HTTP client".
public final class HttpCaller implements Closeable {
  /// A connection that was idle for longer is checked before it is used again, because a request is
  /// never repeated.
  private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofMilliseconds(10);

  /// The code of an exchange that the stage's own time limit ended.
  public static final String STAGE_TIMEOUT = "stage_timeout";

  private static final String CONNECT_STARTED = "clew.connect_started";
  private static final String CONNECT_NANOS = "clew.connect_nanos";
  private static final String CONNECTED = "clew.connected";

  private final HttpLimits limits;
  private final Deadline deadline = new Deadline();
  private final CloseableHttpClient client;
  private volatile boolean aborted;
  private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();

  public HttpCaller(HttpLimits limits) {
    this.limits = limits;
    Http1Config http1 =
        Http1Config.custom()
            .setMaxLineLength(HttpLimits.MAX_HEADER_LINE_BYTES)
            .setMaxHeaderCount(HttpLimits.MAX_HEADERS)
            .setMaxEmptyLineCount(4)
            .build();
    Timeout connect = Timeout.of(limits.connectTimeout());
    Timeout whole = Timeout.of(limits.requestTimeout());
    var connections = new Connections(limits, http1);
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(connect)
            .setSocketTimeout(whole)
            .setValidateAfterInactivity(CHECK_AFTER_IDLE)
            .build());
    connections.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build());
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections)
            .setRequestExecutor(new HttpRequestExecutor(http1, null, null))
            .setRoutePlanner(new DefaultRoutePlanner(null))
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .disableConnectionState()
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setAuthenticationEnabled(false)
                    .setExpectContinueEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setRedirectsEnabled(false)
                    .setResponseTimeout(whole)
                    .build())
            .build();
  }

  public Exchange send(Request request) {
    return send(request, null);
  }

  /// @param atMost a limit of the caller's that is shorter than `request_timeout`; an exchange that
  ///   it ends has the code `stage_timeout`. Null for none
  public Exchange send(Request request, @Nullable Duration atMost) {
    var http = new HttpUriRequestBase(request.method(), request.uri());
    for (Header header : request.headers()) {
      http.addHeader(header.name(), header.value());
    }
    byte[] body = request.body();
    if (body != null) {
      http.setEntity(new ByteArrayEntity(body, null));
    }
    HttpClientContext context = HttpClientContext.create();
    long start = System.nanoTime();
    underWay.add(http);
    if (aborted) {
      http.abort();
    }
    Duration longest = limits.requestTimeout();
    boolean shorter = false;
    if (atMost != null && atMost.compareTo(longest) < 0) {
      longest = atMost;
      shorter = true;
    }
    Deadline.Watch watch = deadline.watch(http, start + longest.toNanos());
    try (ClassicHttpResponse response = client.executeOpen(null, http, context)) {
      return answered(response, http, context, start);
    } catch (OverLimit e) {
      return new Exchange.Unanswered(
          "response_over_limit", e.sentence, false, timing(context, null, start));
    } catch (IOException e) {
      return unanswered(e, request, context, start, watch, shorter);
    } catch (IllegalStateException e) {
      // The client says so when an abort comes between the lease of a connection and its use.
      if (!aborted && !watch.fired()) {
        throw e;
      }
      return unanswered(new IOException(e), request, context, start, watch, shorter);
    } finally {
      watch.close();
      underWay.remove(http);
    }
  }

  private Exchange.Unanswered unanswered(
      IOException fault,
      Request request,
      HttpClientContext context,
      long start,
      Deadline.Watch watch,
      boolean shorter) {
    Exchange.Timing timing = timing(context, null, start);
    if (aborted) {
      return new Exchange.Unanswered(
          "cancelled", "the run was cancelled while it waited for an answer", false, timing);
    }
    if (watch.fired() && shorter) {
      return new Exchange.Unanswered(
          STAGE_TIMEOUT,
          "no whole answer came before the stage's time was over",
          !connected(context),
          timing);
    }
    return watch.fired()
        ? Failures.deadline(limits, timing)
        : Failures.of(fault, request.uri(), limits, connected(context), timing);
  }

  /// Ends the exchanges that are under way, and every later one before it begins.
  public void abort() {
    aborted = true;
    underWay.forEach(HttpUriRequestBase::abort);
  }

  private Exchange.Answered answered(
      ClassicHttpResponse response, HttpUriRequestBase http, HttpClientContext context, long start)
      throws IOException {
    long head = System.nanoTime();
    HttpEntity entity = response.getEntity();
    byte[] body = entity == null ? new byte[0] : read(entity, http);
    List<Header> headers = new ArrayList<>();
    for (org.apache.hc.core5.http.Header header : response.getHeaders()) {
      headers.add(new Header(header.getName(), header.getValue() == null ? "" : header.getValue()));
    }
    return new Exchange.Answered(
        response.getCode(),
        String.valueOf(response.getVersion()),
        headers,
        body,
        remoteAddress(context),
        timing(context, Duration.ofNanos(head - start), start));
  }

  /// Closing an answer reads the rest of it; one that is too long is cut off first.
  private byte[] read(HttpEntity entity, HttpUriRequestBase http) throws IOException {
    long announced = entity.getContentLength();
    byte[] body = new byte[0];
    if (announced <= limits.responseBytes()) {
      body = entity.getContent().readNBytes(limits.responseBytes() + 1);
    }
    if (announced > limits.responseBytes() || body.length > limits.responseBytes()) {
      http.abort();
      throw new OverLimit(limits.responseBytes(), announced);
    }
    return body;
  }

  private static Exchange.Timing timing(
      HttpClientContext context, @Nullable Duration firstByte, long start) {
    return new Exchange.Timing(
        context.getAttribute(CONNECT_NANOS) instanceof Long nanos ? Duration.ofNanos(nanos) : null,
        firstByte,
        Duration.ofNanos(System.nanoTime() - start));
  }

  /// Whether a connection stood, with TLS if it has TLS, so that bytes of the request may have
  /// left.
  private static boolean connected(HttpClientContext context) {
    return context.getAttribute(CONNECT_STARTED) == null || context.getAttribute(CONNECTED) != null;
  }

  private static @Nullable String remoteAddress(HttpClientContext context) {
    SocketAddress address =
        context.getEndpointDetails() == null
            ? null
            : context.getEndpointDetails().getRemoteAddress();
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : null;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /// As many as there are callers: how many that are is limited elsewhere, by names of the
  /// language.
  private static final class Connections extends PoolingHttpClientConnectionManager {
    Connections(HttpLimits limits, Http1Config http1) {
      super(
          new TimedOperator(limits),
          PoolConcurrencyPolicy.LAX,
          PoolReusePolicy.LIFO,
          null,
          ManagedHttpClientConnectionFactory.builder().http1Config(http1).build());
      setDefaultMaxPerRoute(Integer.MAX_VALUE);
    }
  }

  /// The answer is longer than the limit.
  private static final class OverLimit extends IOException {
    final String sentence;

    OverLimit(int limit, long announced) {
      this.sentence =
          "the answer is longer than response.bytes = "
              + limit
              + (announced > 0 ? " (it announced " + announced + ")" : "");
    }
  }

  /// Times DNS and TCP; is not called when a connection is used again.
  private static final class TimedOperator extends DefaultHttpClientConnectionOperator {
    TimedOperator(HttpLimits limits) {
      super(
          null,
          new GuardedResolver(limits.metadataAllowed()),
          scheme -> "https".equalsIgnoreCase(scheme) ? LAZY_TLS : null);
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
      context.setAttribute(CONNECT_STARTED, System.nanoTime());
      super.connect(
          connection, host, name, unixSocket, local, timeout, socket, attachment, context);
      context.setAttribute(CONNECTED, true);
    }

    @Override
    protected void onAfterSocketConnect(HttpContext context, HttpHost host) {
      if (context.getAttribute(CONNECT_STARTED) instanceof Long started) {
        context.setAttribute(CONNECT_NANOS, System.nanoTime() - started);
      }
    }
  }

  /// The trust store is read with the first https request, not before.
  private static final TlsSocketStrategy LAZY_TLS =
      (socket, target, port, attachment, context) ->
          Tls.STRATEGY.upgrade(socket, target, port, attachment, context);

  private static final class Tls {
    static final TlsSocketStrategy STRATEGY = DefaultClientTlsStrategy.createDefault();
  }
}
