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
      Set.of(
          "169.254.169.254",
          "169.254.170.2",
          "169.254.170.23",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2:0:0:0:0:0:254",
          "fd00:ec2:0:0:0:0:0:23",
          "fd20:ce:0:0:0:0:0:254");

  /// Where an IPv6 address can carry one of IPv4, through a gateway or a tunnel: at its end
  /// (mapped, compatible: RFC 4291; the well-known NAT64: RFC 6052; ISATAP: RFC 5214), after a
  /// shorter prefix of a NAT64 (RFC 6052 §2.2, where byte 8 is left out), in 6to4 (RFC 3056).
  private static final int[][] CARRIED = {
    {12, 13, 14, 15},
    {9, 10, 11, 12},
    {7, 9, 10, 11},
    {6, 7, 9, 10},
    {5, 6, 7, 9},
    {4, 5, 6, 7},
    {2, 3, 4, 5}
  };

  /// Teredo (RFC 4380) carries it at the end, with every bit flipped.
  private static final int FLIPPED = 0xff;

  private static final int IPV4_BYTES = 4;

  private final boolean metadataAllowed;

  GuardedResolver(boolean metadataAllowed) {
    this.metadataAllowed = metadataAllowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    for (InetAddress address : addresses) {
      if (!metadataAllowed && isMetadata(address)) {
        throw new Blocked(host, address);
      }
    }
    return addresses;
  }

  static boolean isMetadata(InetAddress address) {
    String shown = address.getHostAddress();
    int scope = shown.indexOf('%');
    if (METADATA.contains(scope < 0 ? shown : shown.substring(0, scope))) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (bytes.length == IPV4_BYTES) {
      return false;
    }
    for (int[] places : CARRIED) {
      if (METADATA.contains(dotted(bytes, places, 0))) {
        return true;
      }
    }
    return METADATA.contains(dotted(bytes, CARRIED[0], FLIPPED));
  }

  private static String dotted(byte[] bytes, int[] places, int flipped) {
    StringBuilder text = new StringBuilder();
    for (int place : places) {
      text.append(text.isEmpty() ? "" : ".").append((bytes[place] & 0xff) ^ flipped);
    }
    return text.toString();
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
              + "); calls to it have to be allowed");
    }
  }
}
