package dev.clew.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.log.ServerLog;
import dev.clew.server.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All routes, and what everything else is told: that it is not there.
public final class RouteTable {
  private final List<Route> routes;
  private final Guard guard;
  private final Door door;
  private final Metrics metrics;
  private final ServerLog log;
  private final OpenRequests open = new OpenRequests();

  public RouteTable(List<Route> routes, Guard guard, Metrics metrics, ServerLog log) {
    this.routes = List.copyOf(routes);
    this.guard = guard;
    this.door = new Door(guard::isClosed);
    this.metrics = metrics;
    this.log = log;
  }

  /// Lets nobody in any more, and waits until all are answered who are, or for as long as that may
  /// take.
  public void drain(Duration most) {
    open.drain(most);
  }

  public void serveOn(ServerBuilder server, Bodies bodies, Workers workers, Limits limits) {
    var shared =
        new RouteService.Shared(
            guard, bodies, workers.work(), metrics, limits, new RequestLines(log), open);
    for (Route route : routes) {
      server
          .route()
          .path(route.path())
          .methods(methods(route))
          .build(new RouteService(route, shared));
    }
    server.childChannelPipelineCustomizer(NoUpgrade::addTo);
    server.serviceUnder("/", (HttpService) this::notThere);
    server.decorator((DecoratingHttpServiceFunction) this::admitted);
    server.errorHandler(new Errors());
  }

  private Set<HttpMethod> methods(Route route) {
    return route.method() == HttpMethod.GET && !hasHead(route.path())
        ? Set.of(HttpMethod.GET, HttpMethod.HEAD)
        : Set.of(route.method());
  }

  /// Whether a path has an answer of its own to HEAD.
  private boolean hasHead(String path) {
    return routes.stream()
        .anyMatch(other -> other.method() == HttpMethod.HEAD && other.path().equals(path));
  }

  private HttpResponse admitted(
      HttpService route, ServiceRequestContext context, HttpRequest request) throws Exception {
    Problem refused = door.refusal(Caller.of(context), request.headers());
    if (refused == null) {
      return route.serve(context, request);
    }
    metrics.refused(refused.code());
    return secured(refused);
  }

  private HttpResponse notThere(ServiceRequestContext context, HttpRequest request) {
    return secured(notThere(context.path(), context.method()));
  }

  private Problem notThere(String path, HttpMethod method) {
    Set<String> others = new TreeSet<>();
    for (Route route : routes) {
      if (route.matches(path)) {
        methods(route).forEach(other -> others.add(other.name()));
      }
    }
    Problem problem =
        others.isEmpty()
            ? Problem.notFound("route.unknown", "there is nothing here")
            : Problem.of(
                    HttpStatus.METHOD_NOT_ALLOWED, "route.method", "this is not done by " + method)
                .header("allow", String.join(", ", others));
    metrics.request("none", problem.status().code());
    return problem;
  }

  private static HttpResponse secured(Problem problem) {
    return HttpResponse.of(Door.secured(problem.responseHeaders()), problem.body());
  }

  private static String pathOf(RequestHeaders headers) {
    String path = headers.path();
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /// What goes wrong before or after a route.
  private final class Errors implements ServerErrorHandler {
    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
      return secured(Faults.of(cause));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
        @Nullable ServiceRequestContext context,
        ServiceConfig config,
        @Nullable RequestHeaders headers,
        HttpStatus status,
        @Nullable String description,
        @Nullable Throwable cause) {
      // Armeria finds by itself that a path is a route by another method.
      boolean isOfMethod = status.equals(HttpStatus.METHOD_NOT_ALLOWED);
      Problem problem =
          isOfMethod && headers != null
              ? notThere(pathOf(headers), headers.method())
              : Faults.status(status);
      ResponseHeaders secured = Door.secured(problem.responseHeaders());
      return AggregatedHttpResponse.of(secured, problem.body());
    }
  }
}
