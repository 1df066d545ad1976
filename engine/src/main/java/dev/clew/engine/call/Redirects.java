package dev.clew.engine.call;

import dev.clew.engine.http.Exchange;
import dev.clew.engine.http.Header;
import dev.clew.engine.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a redirect leads (RFC 9110 §15.4, and what clients do in practice: 301 and 302 turn a POST
/// into a GET). Headers that may be credentials do not go along to another origin, and nothing goes
/// from https to http.
public final class Redirects {
  /// What goes along to another origin: a list of what may, because nobody can list all that may
  /// not.
  private static final List<String> HARMLESS =
      List.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "cache-control",
          "content-encoding",
          "content-language",
          "content-type",
          "traceparent",
          "tracestate",
          "user-agent");

  private Redirects() {}

  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /// Null when the answer is no redirect, or one that is not followed.
  public static @Nullable Request next(Request request, Exchange.Answered answer) {
    String location = answer.header("Location");
    if (!isRedirect(answer.status()) || location == null) {
      return null;
    }
    URI target;
    try {
      target = request.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (!isFollowed(request.uri(), target)) {
      return null;
    }
    boolean asGet = becomesGet(request.method(), answer.status());
    List<Header> headers = new ArrayList<>();
    for (Header header : request.headers()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      boolean left =
          (asGet && name.startsWith("content-"))
              || (!HARMLESS.contains(name) && !sameOrigin(request.uri(), target));
      if (!left) {
        headers.add(header);
      }
    }
    return new Request(
        asGet ? "GET" : request.method(), target, headers, asGet ? null : request.body());
  }

  private static boolean becomesGet(String method, int status) {
    if (method.equals("HEAD") || method.equals("GET")) {
      return false;
    }
    return status == 303 || ((status == 301 || status == 302) && method.equals("POST"));
  }

  private static boolean isFollowed(URI from, URI to) {
    if (to.getHost() == null || to.getUserInfo() != null || to.getPort() > Request.MAX_PORT) {
      return false;
    }
    return "https".equalsIgnoreCase(to.getScheme())
        || ("http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme()));
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
