package dev.clew.server;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.common.util.DomainSocketAddress;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import dev.clew.core.Refusal;
import dev.clew.server.http.Bodies;
import dev.clew.server.http.Limits;
import dev.clew.server.http.RouteTable;
import dev.clew.server.http.Workers;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/// Where a server is reached: its ports, and the socket of its owner.
final class HttpFront {
  /// Within it whatever was accepted is answered.
  private static final Duration GRACE = Duration.ofSeconds(7);

  /// Within it the last answers leave, while others are still refused.
  private static final Duration LEAVE = Duration.ofSeconds(1);

  private static final Duration QUIET = Duration.ofMillis(100);

  private final ServerOptions options;
  private final Listening listening;
  private final RouteTable table;
  private final Server server;

  /// @param addresses of [Listening#addresses]
  HttpFront(
      ServerOptions options, List<InetSocketAddress> addresses, RouteTable table, Workers workers) {
    this.options = options;
    this.listening = options.listening();
    this.table = table;
    Limits limits = options.limits();
    ServerBuilder builder =
        Server.builder()
            .clientAddressSources(ClientAddressSource.ofHeader("x-forwarded-for"))
            .clientAddressTrustedProxyFilter(listening.trusted())
            .maxNumConnections(limits.connections())
            // Bodies counts them itself, and says which limit it was. A body that goes on after
            // that
            // is cut off here.
            .maxRequestLength(2L * limits.bodyBytes())
            .requestTimeout(limits.requestTime())
            .idleTimeout(limits.idleTime())
            .http1MaxHeaderSize(limits.headerBytes())
            .http1MaxInitialLineLength(limits.headerBytes())
            .http2MaxHeaderListSize(limits.headerBytes())
            .gracefulShutdownTimeout(QUIET, LEAVE)
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
    server = builder.build();
  }

  /// Listens when it returns.
  ///
  /// @throws Refusal when that is not possible; the message says why
  void start() {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw refused(e);
    }
    Path socket = options.socket();
    if (socket != null) {
      OwnerSocket.protect(socket);
    }
  }

  private RuntimeException refused(CompletionException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      // The native transport has an exception of its own, which is no BindException in all
      // versions.
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Address already in use")) {
        return Refusal.invalid(
            ports()
                + " of "
                + listening.host()
                + " cannot be listened on: another program has it; choose another port");
      }
    }
    return fault;
  }

  private String ports() {
    StringBuilder ports = new StringBuilder("port ").append(listening.port());
    listening.otherPorts().forEach(other -> ports.append(" or ").append(other));
    return ports.toString();
  }

  int port() {
    return server.activeLocalPort(
        listening.tls() == null ? SessionProtocol.HTTP : SessionProtocol.HTTPS);
  }

  List<Integer> otherPorts() {
    return server.activePorts().values().stream()
        .filter(port -> !(port.localAddress() instanceof DomainSocketAddress))
        .skip(1)
        .map(port -> port.localAddress().getPort())
        .toList();
  }

  String url() {
    String host = listening.host();
    boolean isV6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (listening.tls() == null ? "http://" : "https://")
        + (isV6 ? "[" + host + "]" : host)
        + ":"
        + port();
  }

  /// Takes no more requests, and answers those that it has.
  void stop() {
    table.drain(GRACE);
    server.stop().join();
  }
}
