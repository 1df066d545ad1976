package dev.clew.engine.http;

import dev.clew.core.dossier.FailureCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/// Sends requests over HTTP/1.1: no redirects, cookies, retries, proxies or decompression of its
/// own, so that what the ledger says was sent is what was sent. Blocking; thread-safe: every
/// request that is under way has a connection of its own, and who calls it says how many there are.
///
/// Connections, TLS and the protocol are those of Apache HttpClient, without its chain of handlers
/// for what we do not want. Why it and not `java.net.http`: see RATIONALE.md, "HTTP client".
public final class HttpCaller implements Closeable {
  /// They say where the message ends, which is not for others to say.
  private static final List<String> FRAMING =
      List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.TRANSFER_ENCODING);

  /// A request of theirs without a body says so (RFC 9110 §8.6).
  private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH", "QUERY");

  private final HttpLimits limits;
  private final Deadline deadline = new Deadline();
  private final ConnectionMaker maker;
  private final ManagedHttpClientConnectionFactory factory;
  private final HttpRequestExecutor executor;
  private final Connections connections = new Connections();
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
    this.maker = new ConnectionMaker(limits);
    this.factory = ManagedHttpClientConnectionFactory.builder().http1Config(http1).build();
    this.executor = new HttpRequestExecutor(http1, null, null);
  }

  public Exchange send(Request request) {
    return send(request, null);
  }

  /// @param atMost a limit of the caller's that is shorter than `request_timeout`; an exchange that
  ///   it ends has the code `stage_timeout`. Null for none
  public Exchange send(Request request, @Nullable Duration atMost) {
    HttpClientContext context = HttpClientContext.create();
    long start = System.nanoTime();
    HttpUriRequestBase http;
    try {
      http = message(request);
    } catch (RuntimeException e) {
      return Failures.unsendable(e, true, timing(context, null, start));
    }
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
    ManagedHttpClientConnection connection = null;
    HttpHost place = null;
    ClassicHttpResponse last = null;
    try {
      place = place(http);
      complete(http);
      connection = connection(place, http, context);
      ClassicHttpResponse response = executor.execute(http, connection, context);
      Exchange answer = answered(response, http, context, start);
      last = executor.keepAlive(http, response, connection, context) ? response : null;
      return answer;
    } catch (HttpException e) {
      return unanswered(
          new ClientProtocolException(e.getMessage(), e), request, context, start, watch, shorter);
    } catch (OverLimit e) {
      return new Exchange.Unanswered(
          FailureCode.RESPONSE_OVER_LIMIT.wire(), e.sentence, false, timing(context, null, start));
    } catch (IOException e) {
      return unanswered(e, request, context, start, watch, shorter);
    } catch (RuntimeException e) {
      // A connection says so when an abort comes between its making and its use; else it is a
      // request that the client cannot send, such as one to the port 99999.
      boolean sentNothing = connection == null || !ConnectionMaker.connected(context);
      return aborted || watch.fired()
          ? unanswered(new IOException(e), request, context, start, watch, shorter)
          : Failures.unsendable(e, sentNothing, timing(context, null, start));
    } finally {
      watch.close();
      underWay.remove(http);
      if (connection != null && place != null) {
        letGo(place, connection, http.isAborted() ? null : last);
      }
    }
  }

  private static HttpUriRequestBase message(Request request) {
    var http = new HttpUriRequestBase(request.method(), request.uri());
    for (Header header : request.headers()) {
      http.addHeader(header.name(), header.value());
    }
    byte[] body = request.body();
    if (body != null) {
      http.setEntity(new ByteArrayEntity(body, null));
    }
    return http;
  }

  /// The headers that a request needs and the workflow does not write.
  private static void complete(HttpUriRequestBase http) throws ProtocolException {
    for (String name : FRAMING) {
      if (http.containsHeader(name)) {
        throw new ProtocolException("the request has a header " + name + " already");
      }
    }
    if (!http.containsHeader(HttpHeaders.HOST)) {
      http.addHeader(HttpHeaders.HOST, http.getAuthority());
    }
    HttpEntity body = http.getEntity();
    if (body != null || WITH_CONTENT.contains(http.getMethod())) {
      http.addHeader(HttpHeaders.CONTENT_LENGTH, body == null ? 0 : body.getContentLength());
    }
    if (!http.containsHeader(HttpHeaders.CONNECTION)) {
      http.addHeader(HttpHeaders.CONNECTION, HeaderElements.KEEP_ALIVE);
    }
  }

  /// Where it goes, always with a port. Credentials do not belong into an address (RFC 9110
  /// §4.2.4).
  private static HttpHost place(HttpUriRequestBase http) throws HttpException {
    HttpHost host = RoutingSupport.normalize(RoutingSupport.determineHost(http), null);
    if (http.getAuthority().getUserInfo() != null) {
      throw new ProtocolException("the address has credentials before its host");
    }
    return host;
  }

  /// One that is used again, or a new one. An abort closes it, also while it is being opened.
  private ManagedHttpClientConnection connection(
      HttpHost place, HttpUriRequestBase http, HttpClientContext context) throws IOException {
    ManagedHttpClientConnection again = connections.take(place);
    ManagedHttpClientConnection connection = again == null ? factory.createConnection(null) : again;
    http.setDependency(() -> {
      connection.close(CloseMode.IMMEDIATE);
      return true;
    });
    if (again == null) {
      try {
        maker.connect(connection, place, context);
      } catch (IOException | RuntimeException e) {
        connection.close(CloseMode.IMMEDIATE);
        throw e;
      }
    }
    return connection;
  }

  /// @param last the answer after which it can be used again; null when it cannot
  private void letGo(
      HttpHost place, ManagedHttpClientConnection connection, @Nullable ClassicHttpResponse last) {
    if (last == null) {
      connection.close(CloseMode.IMMEDIATE);
    } else {
      connections.keep(place, connection, last);
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
          FailureCode.CANCELLED.wire(),
          "the run was cancelled while it waited for an answer",
          false,
          timing);
    }
    if (watch.fired() && shorter) {
      return new Exchange.Unanswered(
          FailureCode.STAGE_TIMEOUT.wire(),
          "no whole answer came before the stage's time was over",
          !ConnectionMaker.connected(context),
          timing);
    }
    return watch.fired()
        ? Failures.deadline(limits, timing)
        : Failures.of(fault, request.uri(), limits, ConnectionMaker.connected(context), timing);
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

  /// An answer that is too long is cut off.
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
    Long connect = ConnectionMaker.nanos(context);
    return new Exchange.Timing(
        connect == null ? null : Duration.ofNanos(connect),
        firstByte,
        Duration.ofNanos(System.nanoTime() - start));
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
    connections.close();
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
}
