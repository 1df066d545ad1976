package dev.clew.server.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.server.access.Right;
import java.util.Set;

/// One thing that the server does. What is not a route is not there.
///
/// @param path with `{name}` for what varies
/// @param right what somebody has to be allowed to who asks for it
/// @param bodyBytes as many of a body as are read before the endpoint is called; 0 when it takes
///   none
/// @param framing how the body stands in the request
/// @param parameters the names that may stand in the query
public record Route(
    HttpMethod method,
    String path,
    Right right,
    int bodyBytes,
    Framing framing,
    Set<String> parameters,
    Endpoint endpoint,
    Refusals refusals) {
  public Route {
    parameters = Set.copyOf(parameters);
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
    return new Route(method, path, right, bodyBytes, framing, parameters, endpoint, other);
  }

  /// The same, for bodies that are small.
  public Route takingUpTo(int bytes) {
    return new Route(method, path, right, bytes, framing, parameters, endpoint, refusals);
  }

  boolean takesBody() {
    return bodyBytes > 0;
  }

  /// A method of gRPC (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).
  ///
  /// @param service its full name
  public static Route grpc(
      String service, String method, Right right, Endpoint endpoint, Refusals refusals) {
    return new Route(
        HttpMethod.POST,
        "/" + service + "/" + method,
        right,
        Integer.MAX_VALUE,
        Framing.GRPC,
        Set.of(),
        endpoint,
        refusals);
  }

  public static Route get(String path, Right right, Endpoint endpoint, String... parameters) {
    return withoutBody(HttpMethod.GET, path, right, endpoint, parameters);
  }

  public static Route post(String path, Right right, Endpoint endpoint, String... parameters) {
    return withBody(HttpMethod.POST, path, right, endpoint, parameters);
  }

  public static Route put(String path, Right right, Endpoint endpoint, String... parameters) {
    return withBody(HttpMethod.PUT, path, right, endpoint, parameters);
  }

  /// In place of what [#get] would answer for the same path.
  public static Route head(String path, Right right, Endpoint endpoint, String... parameters) {
    return withoutBody(HttpMethod.HEAD, path, right, endpoint, parameters);
  }

  public static Route delete(String path, Right right, Endpoint endpoint, String... parameters) {
    return withoutBody(HttpMethod.DELETE, path, right, endpoint, parameters);
  }

  private static Route withoutBody(
      HttpMethod method, String path, Right right, Endpoint endpoint, String... parameters) {
    return new Route(
        method, path, right, 0, Framing.HTTP, Set.of(parameters), endpoint, Refusals.PROBLEM_JSON);
  }

  private static Route withBody(
      HttpMethod method, String path, Right right, Endpoint endpoint, String... parameters) {
    return withoutBody(method, path, right, endpoint, parameters).takingUpTo(Integer.MAX_VALUE);
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
