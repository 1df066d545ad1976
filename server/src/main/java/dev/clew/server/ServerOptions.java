package dev.clew.server;

import dev.clew.core.Refusal;
import dev.clew.server.http.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// How a server is reached, and what it lets through.
///
/// @param host a name or an address of this machine
/// @param port 0 for any that is free
/// @param namespace of events and runs that say none
/// @param heartbeat how often a quiet stream of events says that it is there
public record ServerOptions(
    String host, int port, String namespace, Limits limits, Duration heartbeat) {
  public static final int PORT = 7373;

  public static final ServerOptions DEFAULT =
      new ServerOptions("127.0.0.1", PORT, "default", Limits.DEFAULT, Duration.ofSeconds(15));

  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw Refusal.invalid("a port is a number up to 65535, not " + port);
    }
  }

  public ServerOptions at(String otherHost, int otherPort) {
    return new ServerOptions(otherHost, otherPort, namespace, limits, heartbeat);
  }

  public ServerOptions with(Limits other) {
    return new ServerOptions(host, port, namespace, other, heartbeat);
  }

  public ServerOptions withHeartbeat(Duration other) {
    return new ServerOptions(host, port, namespace, limits, other);
  }

  public ServerOptions inNamespace(String other) {
    return new ServerOptions(host, port, other, limits, heartbeat);
  }

  /// Where to listen. While there are no tokens, that is this machine alone.
  ///
  /// @throws Refusal when the host is none, or others could reach it
  InetSocketAddress address() {
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
    return new InetSocketAddress(address, port);
  }
}
