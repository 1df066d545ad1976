package dev.clew.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who gets in. Without tokens, whoever is on this machine; so a page of another site must not pass
/// for one of them. Its name is in `Host` when it has its own name resolved to this machine (DNS
/// rebinding), and in `Origin` when it sends something.
public final class Door {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String HTTP = "http";
  private static final int HTTP_PORT = 80;

  private final Set<String> hosts;

  /// @param hosts by which names the server is called beside those of the loopback, in lower case
  public Door(Set<String> hosts) {
    this.hosts = Set.copyOf(hosts);
  }

  /// Why nobody gets in who asks so; null when they do.
  public @Nullable Problem refusal(RequestHeaders asked) {
    Address host = Address.parse(asked.authority());
    if (host == null || !isOurs(host.host())) {
      return Problem.of(
          HttpStatus.FORBIDDEN, "host.unknown", "this server is not called by that name");
    }
    String origin = asked.get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isSame(origin, host)) {
      return Problem.of(
          HttpStatus.FORBIDDEN, "origin.other", "a page of another site asks for this");
    }
    return null;
  }

  /// Why somebody who is in does not get what this route has; null when they do. The one place
  /// where a token will be looked at, and what its owner may: on the route that was matched, never
  /// on a path.
  public @Nullable Problem refusal(Route route, RequestHeaders asked) {
    return switch (route.access()) {
      case ANYBODY, INGEST, READ, OPERATE -> null;
    };
  }

  private boolean isOurs(String host) {
    return LOOPBACK.contains(host) || hosts.contains(host);
  }

  private static boolean isSame(String origin, Address host) {
    try {
      URI uri = new URI(origin);
      String authority = uri.getRawAuthority();
      if (!HTTP.equals(uri.getScheme()) || authority == null) {
        return false;
      }
      Address other = Address.parse(authority);
      return other != null
          && other.host().equals(host.host())
          && other.portOr(HTTP_PORT) == host.portOr(HTTP_PORT);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// @param port -1 when none is said
  private record Address(String host, int port) {
    int portOr(int standard) {
      return port < 0 ? standard : port;
    }

    static @Nullable Address parse(@Nullable String authority) {
      if (authority == null || authority.isEmpty() || authority.indexOf('@') >= 0) {
        return null;
      }
      int colon = authority.lastIndexOf(':');
      boolean hasPort = colon > authority.lastIndexOf(']');
      String host = hasPort ? authority.substring(0, colon) : authority;
      if (!hasPort) {
        return new Address(host.toLowerCase(Locale.ROOT), -1);
      }
      try {
        int port = Integer.parseInt(authority.substring(colon + 1));
        return new Address(host.toLowerCase(Locale.ROOT), port);
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }

  /// The headers that every answer has: nothing is guessed, framed or sent on. A page says itself
  /// what else it may do.
  static ResponseHeaders secured(ResponseHeaders headers) {
    ResponseHeadersBuilder all = headers.toBuilder();
    all.set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    all.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
    all.set(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
    all.set("cross-origin-resource-policy", "same-origin");
    all.set("cross-origin-opener-policy", "same-origin");
    if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
      all.set(
          HttpHeaderNames.CONTENT_SECURITY_POLICY,
          "default-src 'none'; frame-ancestors 'none'; sandbox");
    }
    return all.build();
  }
}
