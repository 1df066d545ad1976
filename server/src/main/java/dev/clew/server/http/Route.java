package dev.clew.server.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.Set;

/// One thing that the server does. What is not a route is not there.
///
/// @param path with `{name}` for what varies
/// @param access what somebody has to be allowed to who asks for it
/// @param takesBody whether the body is read before the endpoint is called
/// @param framing how the body stands in the request
/// @param parameters the names that may stand in the query
public record Route(
    HttpMethod method,
    String path,
    Access access,
    boolean takesBody,
    Framing framing,
    Set<String> parameters,
    Endpoint endpoint,
    Refusals refusals) {
  public Route {
    parameters = Set.copyOf(parameters);
  }

  /// Who may ask.
  public enum Access {
    /// Whoever reaches the server: whether it lives.
    ANYBODY,
    /// Sends events.
    INGEST,
    /// Reads runs.
    READ,
    /// Looks after the server.
    OPERATE
  }

  /// How what is sent stands in a request.
  public enum Framing {
    /// The body is what is sent.
    HTTP,
    /// A message of a call, with its length before it.
    GRPC
  }

  /// What answers. Called where blocking is allowed.
  @FunctionalInterface
  public interface Endpoint {
    /// @throws Exception any, which [Faults] makes a problem
    HttpResponse answer(Exchange exchange) throws Exception;
  }

  /// How a route says why it does not do what was asked.
  @FunctionalInterface
  public interface Refusals {
    /// As everything does that is not held to another form.
    Refusals PROBLEM_JSON = (problem, asked) -> problem.response();

    HttpResponse response(Problem problem, RequestHeaders asked);
  }

  /// The same, refusing in another form.
  public Route refusing(Refusals other) {
    return new Route(method, path, access, takesBody, framing, parameters, endpoint, other);
  }

  /// A method of gRPC (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).
  ///
  /// @param service its full name
  public static Route grpc(
      String service, String method, Access access, Endpoint endpoint, Refusals refusals) {
    String path = "/" + service + "/" + method;
    return new Route(
        HttpMethod.POST, path, access, true, Framing.GRPC, Set.of(), endpoint, refusals);
  }

  public static Route get(String path, Access access, Endpoint endpoint, String... parameters) {
    return new Route(
        HttpMethod.GET,
        path,
        access,
        false,
        Framing.HTTP,
        Set.of(parameters),
        endpoint,
        Refusals.PROBLEM_JSON);
  }

  public static Route post(String path, Access access, Endpoint endpoint, String... parameters) {
    return new Route(
        HttpMethod.POST,
        path,
        access,
        true,
        Framing.HTTP,
        Set.of(parameters),
        endpoint,
        Refusals.PROBLEM_JSON);
  }

  /// `GET /api/v1/runs/{id}`.
  public String name() {
    return method + " " + path;
  }

  /// Whether a path is one of this route.
  boolean matches(String asked) {
    String[] own = path.split("/", -1);
    String[] other = asked.split("/", -1);
    if (own.length != other.length) {
      return false;
    }
    for (int at = 0; at < own.length; at++) {
      boolean varies = own[at].startsWith("{");
      if (varies ? other[at].isEmpty() : !own[at].equals(other[at])) {
        return false;
      }
    }
    return true;
  }
}
