package dev.clew.server;

import dev.clew.core.Refusal;
import dev.clew.server.http.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a server is reached, and what it lets through.
///
/// @param host a name or an address of this machine
/// @param port 0 for any that is free
/// @param otherPorts on which the same is answered, each 0 for any that is free
/// @param namespace of events and runs that say none
/// @param heartbeat how often a quiet stream of events says that it is there
public record ServerOptions(
    String host,
    int port,
    List<Integer> otherPorts,
    String namespace,
    Limits limits,
    Duration heartbeat) {
  public static final int PORT = 7373;

  /// Where OpenTelemetry looks for whom it tells, by gRPC and by HTTP.
  public static final List<Integer> OTLP_PORTS = List.of(4317, 4318);

  public static final ServerOptions DEFAULT =
      new ServerOptions(
          "127.0.0.1", PORT, List.of(), "default", Limits.DEFAULT, Duration.ofSeconds(15));

  public ServerOptions {
    otherPorts = List.copyOf(otherPorts);
    requirePort(port);
    otherPorts.forEach(ServerOptions::requirePort);
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 65_535) {
      throw Refusal.invalid("a port is a number up to 65535, not " + port);
    }
  }

  public ServerOptions at(String otherHost, int otherPort) {
    return new ServerOptions(otherHost, otherPort, otherPorts, namespace, limits, heartbeat);
  }

  public ServerOptions alsoAt(List<Integer> others) {
    return new ServerOptions(host, port, others, namespace, limits, heartbeat);
  }

  public ServerOptions with(Limits other) {
    return new ServerOptions(host, port, otherPorts, namespace, other, heartbeat);
  }

  public ServerOptions withHeartbeat(Duration other) {
    return new ServerOptions(host, port, otherPorts, namespace, limits, other);
  }

  public ServerOptions inNamespace(String other) {
    return new ServerOptions(host, port, otherPorts, other, limits, heartbeat);
  }

  /// Where to listen, the port of its own first. While there are no tokens, that is this machine
  /// alone.
  ///
  /// @throws Refusal when the host is none, or others could reach it
  List<InetSocketAddress> addresses() {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw Refusal.invalid("there is no host " + host, e);
    }
    if (!address.isLoopbackAddress()) {
      throw Refusal.invalid(
          "others could reach "
              + host
              + ", and this server asks nobody who they are: it listens on 127.0.0.1, ::1 or"
              + " localhost only");
    }
    List<InetSocketAddress> all = new ArrayList<>();
    all.add(new InetSocketAddress(address, port));
    otherPorts.forEach(other -> all.add(new InetSocketAddress(address, other)));
    return all;
  }
}
