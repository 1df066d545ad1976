package dev.clew.server;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.util.InetAddressPredicates;
import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.core.Refusal;
import dev.clew.core.Remedy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where a server listens, and who may listen in.
///
/// @param host a name or an address of this machine
/// @param port 0 for any that is free
/// @param otherPorts on which the same is answered, each 0 for any that is free
/// @param tls null for plain HTTP
/// @param isInsecure whether tokens may go where others can read them
/// @param proxies the addresses of those whose word counts for whom they ask, as CIDR blocks
public record Listening(
    String host,
    int port,
    List<Integer> otherPorts,
    @Nullable Tls tls,
    boolean isInsecure,
    List<String> proxies) {
  public static final int PORT = 7373;

  /// Where OpenTelemetry looks for whom it tells, by gRPC and by HTTP.
  public static final List<Integer> OTLP_PORTS = List.of(4317, 4318);

  public static final Listening DEFAULT =
      new Listening("127.0.0.1", PORT, List.of(), null, false, List.of());

  /// In PEM.
  ///
  /// @param certificate with those that it is signed by, its own first
  /// @param key PKCS #8, without a password
  public record Tls(Path certificate, Path key) {
    /// @throws Refusal when they are no certificate and its key
    void giveTo(ServerBuilder server) {
      require(certificate, "certificate");
      require(key, "key");
      try {
        server.tls(TlsKeyPair.of(key.toFile(), certificate.toFile()));
      } catch (IllegalArgumentException e) {
        throw Refusal.invalid(
            certificate
                + " and "
                + key
                + " are no certificate and its key in PEM (PKCS #8, without a password)",
            e);
      }
    }

    private static void require(Path file, String what) {
      if (!Files.isReadable(file)) {
        throw Refusal.invalid("the " + what + " " + file + " is not there, or may not be read");
      }
    }
  }

  public Listening {
    proxies = List.copyOf(proxies);
    otherPorts = List.copyOf(otherPorts);
    requirePort(port);
    otherPorts.forEach(Listening::requirePort);
  }

  private static void requirePort(int port) {
    if (port < 0 || port > 65_535) {
      throw Refusal.invalid("a port is a number up to 65535, not " + port);
    }
  }

  public Listening at(String otherHost, int otherPort) {
    return new Listening(otherHost, otherPort, otherPorts, tls, isInsecure, proxies);
  }

  public Listening alsoAt(List<Integer> others) {
    return new Listening(host, port, others, tls, isInsecure, proxies);
  }

  public Listening over(@Nullable Tls other) {
    return new Listening(host, port, otherPorts, other, isInsecure, proxies);
  }

  public Listening insecure(boolean other) {
    return new Listening(host, port, otherPorts, tls, other, proxies);
  }

  public Listening behind(List<String> other) {
    return new Listening(host, port, otherPorts, tls, isInsecure, other);
  }

  /// The port of its own first. Without tokens that is this machine alone: nobody is asked who they
  /// are. Nor do tokens go over a network where others can read them.
  ///
  /// @param hasTokens whether nobody gets in without one
  /// @throws Refusal when the host is none, or others could reach what they should not
  List<InetSocketAddress> addresses(boolean hasTokens) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw Refusal.invalid("there is no host " + host, e);
    }
    if (!address.isLoopbackAddress()) {
      requireSafe(hasTokens);
    }
    List<InetSocketAddress> all = new ArrayList<>();
    all.add(new InetSocketAddress(address, port));
    otherPorts.forEach(other -> all.add(new InetSocketAddress(address, other)));
    return all;
  }

  private void requireSafe(boolean hasTokens) {
    if (!hasTokens) {
      throw Refusal.invalid(
          "others could reach " + host + ", and nobody has made a token yet",
          Remedy.Step.MAKE_TOKEN);
    }
    if (tls == null && !isInsecure) {
      throw Refusal.invalid(
          "others could read the tokens on their way to " + host + ": there is no TLS",
          Remedy.Step.SPEAK_TLS);
    }
  }

  Predicate<InetAddress> trusted() {
    Predicate<InetAddress> any = address -> false;
    for (String block : proxies) {
      any = any.or(predicate(block));
    }
    return any;
  }

  private static Predicate<InetAddress> predicate(String block) {
    try {
      return block.indexOf('/') < 0
          ? InetAddressPredicates.ofExact(block)
          : InetAddressPredicates.ofCidr(block);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          "'" + block + "' is no address of a proxy, such as 10.0.0.7 or 10.0.0.0/8", e);
    }
  }
}
