package dev.clew.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.access.Principal;
import org.jspecify.annotations.Nullable;

/// A request that was let in, and what its route gets of it. Not thread-safe.
public final class Exchange {
  private final ServiceRequestContext context;
  private final Principal principal;
  private final Route route;
  private final Query query;
  private final byte[] body;

  /// What becomes one when its body is there.
  interface Made {
    Exchange with(byte[] body);
  }

  /// @param body after decompression; empty for a route that takes none
  Exchange(
      ServiceRequestContext context, Principal principal, Route route, Query query, byte[] body) {
    this.context = context;
    this.principal = principal;
    this.route = route;
    this.query = query;
    this.body = body;
  }

  public ServiceRequestContext context() {
    return context;
  }

  /// Who asks. What an endpoint looks up, shows and takes is theirs to see.
  public Principal principal() {
    return principal;
  }

  public Caller caller() {
    return Caller.of(context);
  }

  /// Whether they are let in by the session of a browser.
  public boolean isInSession() {
    return !principal.equals(Principal.LOCAL)
        && !principal.equals(Principal.OWNER)
        && header("authorization") == null
        && SessionCookie.of(headers()) != null;
  }

  public Query query() {
    return query;
  }

  /// After decompression; not a copy.
  public byte[] body() {
    return body;
  }

  public RequestHeaders headers() {
    return context.request().headers();
  }

  /// A part of the path, decoded.
  public String path(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalArgumentException("the route " + route.path() + " has no " + name);
    }
    return value;
  }

  public @Nullable String header(String name) {
    return headers().get(name);
  }

  /// Whether the asker has what the tag stands for.
  public boolean has(String tag) {
    String known = headers().get(HttpHeaderNames.IF_NONE_MATCH);
    if (known == null) {
      return false;
    }
    for (String one : known.split(",", -1)) {
      String own = one.strip();
      if (own.equals("*") || own.equals(tag) || own.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
