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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps the pages of other sites out, which a browser on this machine may have open. Such a page's
/// name is in `Host` when it has its own name resolved to this machine (DNS rebinding), and in
/// `Origin` when it sends something. Once there are tokens a name tells nothing: a browser says its
/// session to that name only to which it was given.
final class Door {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final BooleanSupplier hasTokens;

  /// @param hasTokens whether nobody gets in without one
  Door(BooleanSupplier hasTokens) {
    this.hasTokens = hasTokens;
  }

  /// Why nobody gets in who asks so; null when they do.
  @Nullable Problem refusal(Caller caller, RequestHeaders asked) {
    if (caller.isOwner()) {
      return null;
    }
    Address host = Address.parse(asked.authority());
    if (host == null || !(hasTokens.getAsBoolean() || LOOPBACK.contains(host.host()))) {
      return Problem.of(
          HttpStatus.FORBIDDEN, "host.unknown", "this server is not called by that name");
    }
    String origin = asked.get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isSame(origin, host, caller.isSecure())) {
      return Problem.of(
          HttpStatus.FORBIDDEN, "origin.other", "a page of another site asks for this");
    }
    return null;
  }

  private static boolean isSame(String origin, Address host, boolean isSecure) {
    try {
      URI uri = new URI(origin);
      String authority = uri.getRawAuthority();
      if (!(isSecure ? "https" : "http").equals(uri.getScheme()) || authority == null) {
        return false;
      }
      Address other = Address.parse(authority);
      int standard = isSecure ? HTTPS_PORT : HTTP_PORT;
      return other != null
          && other.host().equals(host.host())
          && other.portOr(standard) == host.portOr(standard);
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
    if (!headers.contains(HttpHeaderNames.REFERRER_POLICY)) {
      all.set(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
    }
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
