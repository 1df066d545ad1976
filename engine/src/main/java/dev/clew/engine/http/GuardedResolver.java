package dev.clew.engine.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Resolves names, but never to the metadata service of a cloud provider, which hands credentials
/// to whoever can make a program ask: a workflow's endpoint may hold text from an answer.
final class GuardedResolver implements DnsResolver {
  private static final Set<String> METADATA =
      Set.of("169.254.169.254", "169.254.170.2", "fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

  private final boolean metadataAllowed;

  GuardedResolver(boolean metadataAllowed) {
    this.metadataAllowed = metadataAllowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress address : addresses) {
      if (!metadataAllowed && METADATA.contains(address.getHostAddress())) {
        throw new Blocked(host, address);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  /// The name leads to a metadata service.
  static final class Blocked extends UnknownHostException {
    Blocked(String host, InetAddress address) {
      super(
          host
              + " is a cloud metadata address ("
              + address.getHostAddress()
              + "); allow it with --allow-metadata");
    }
  }
}
