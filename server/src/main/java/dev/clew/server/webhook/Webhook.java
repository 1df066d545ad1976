package dev.clew.server.webhook;

import com.linecorp.armeria.common.util.InetAddressPredicates;
import dev.clew.core.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whom a server tells of runs, and by which secret it is known there.
///
/// @param url of the receiver; its host is one of those that are allowed
/// @param allow hosts that may be told; and addresses, or blocks of them, that are not public and
///   may be told nevertheless
/// @param secret shared with the receiver: at least 24 bytes, or `whsec_` and base64
/// @param link where people reach this server, for links; null for the address that it listens on
public record Webhook(URI url, List<String> allow, String secret, @Nullable String link) {
  /// @throws Refusal when the receiver is none, or none that is allowed
  public Webhook {
    allow = List.copyOf(allow);
    String host = url.getHost();
    String scheme = url.getScheme();
    if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw Refusal.invalid("the receiver of the webhook is https://HOST/PATH, not " + url);
    }
    if (url.getRawUserInfo() != null) {
      throw Refusal.invalid("the address of the webhook must not have a user or a password");
    }
    if (allow.stream().noneMatch(host::equalsIgnoreCase)) {
      throw Refusal.invalid(
          "the host " + host + " of the webhook is not allowed: name it in webhook.allow");
    }
    WebhookSignature.key(secret);
  }

  String host() {
    return url.getHost();
  }

  boolean isTls() {
    return "https".equals(url.getScheme());
  }

  int port() {
    int said = url.getPort();
    return said >= 0 ? said : isTls() ? 443 : 80;
  }

  /// The path with its query.
  String path() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /// Where the host is now. An address of this machine or of its network, where things listen that
  /// trust whoever is near, counts only when it is allowed by itself; so does plain HTTP.
  ///
  /// @throws Refusal when it is nowhere, or where it must not be
  InetAddress address() {
    InetAddress[] all;
    try {
      all = InetAddress.getAllByName(host());
    } catch (UnknownHostException e) {
      throw Refusal.invalid("there is no host " + host(), e);
    }
    for (InetAddress one : all) {
      if ((!isTls() || !isPublic(one)) && !isAllowed(one)) {
        throw Refusal.blocked("the host of the webhook is at an address that is not allowed");
      }
    }
    return all[0];
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isShared = bytes.length == 4 && first == 100 && second >= 64 && second < 128;
    boolean isNone = bytes.length == 4 && (first == 0 || first >= 240);
    boolean isUniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
    // NAT64 (RFC 6052) leads to an address of the other kind.
    boolean isTranslated = bytes.length == 16 && first == 0 && second == 0x64;
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !isShared
        && !isNone
        && !isUniqueLocal
        && !isTranslated;
  }

  private boolean isAllowed(InetAddress address) {
    for (String one : allow) {
      boolean isBlock = one.matches("[0-9a-fA-F:.]+(/[0-9]+)?") && one.matches(".*[.:].*");
      if (isBlock && covers(one.toLowerCase(Locale.ROOT), address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String block, InetAddress address) {
    try {
      return (block.indexOf('/') < 0
              ? InetAddressPredicates.ofExact(block)
              : InetAddressPredicates.ofCidr(block))
          .test(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "Webhook[" + url + "]";
  }
}
