package dev.clew.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.metrics.Metrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One route, as it is served: who asks is looked at first, then what for, then the body is taken
/// in, and the endpoint answers on a thread that may block.
final class RouteService implements HttpService {
  private static final byte[] NO_BODY = {};

  private final Route route;
  private final Shared shared;

  /// What all routes have in common.
  record Shared(
      Guard guard,
      Bodies bodies,
      Executor work,
      Metrics metrics,
      Limits limits,
      RequestLines lines,
      OpenRequests open) {}

  RouteService(Route route, Shared shared) {
    this.route = route;
    this.shared = shared;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    boolean isCounted = route.right() != Right.ANYBODY;
    boolean isIn = !isCounted || shared.open().begin();
    var _ = context.log().whenComplete().thenAccept(log -> done(context, log, isCounted && isIn));
    CompletableFuture<HttpResponse> answer = isIn ? answer(context, request) : closing(context);
    return HttpResponse.of(answer.exceptionally(fault -> problem(fault, context)))
        .mapHeaders(Door::secured);
  }

  private void done(ServiceRequestContext context, RequestLog log, boolean isOpen) {
    shared.metrics().request(route.name(), log.responseStatus().code());
    shared.lines().write(route, context, log);
    if (isOpen) {
      shared.open().end();
    }
  }

  /// Whoever asks again finds another server, or this one started anew.
  private static CompletableFuture<HttpResponse> closing(ServiceRequestContext context) {
    var _ = context.initiateConnectionShutdown();
    return CompletableFuture.failedFuture(Faults.closing().raised());
  }

  private CompletableFuture<HttpResponse> answer(
      ServiceRequestContext context, HttpRequest request) {
    Principal principal;
    try {
      principal = shared.guard().admitted(route, Caller.of(context), request.headers());
      RequestLines.note(context, principal);
    } catch (Problem.Raised refused) {
      return CompletableFuture.failedFuture(refused);
    }
    try {
      Query query = Query.of(context.queryParams(), route.parameters());
      if (!route.takesBody()) {
        return CompletableFuture.supplyAsync(
            () -> endpoint(new Exchange(context, principal, route, query, NO_BODY)), shared.work());
      }
      return shared
          .bodies()
          .taken(request, route.bodyBytes())
          .thenCompose(taken -> {
            Exchange.Made made = body -> new Exchange(context, principal, route, query, body);
            return withBody(context, made, taken);
          });
    } catch (RuntimeException e) {
      return route.takesBody() ? afterItsBody(request, e) : CompletableFuture.failedFuture(e);
    }
  }

  /// A client of HTTP/2 whose body nobody reads may see its stream end before it sees the answer.
  private CompletableFuture<HttpResponse> afterItsBody(HttpRequest request, RuntimeException why) {
    return shared
        .bodies()
        .taken(request, route.bodyBytes())
        .thenCompose(taken -> {
          shared.bodies().release(taken);
          return CompletableFuture.failedFuture(why);
        });
  }

  /// What has arrived is answered, however long the store takes.
  private CompletableFuture<HttpResponse> withBody(
      ServiceRequestContext context, Exchange.Made made, Bodies.Taken taken) {
    context.setRequestTimeout(TimeoutMode.SET_FROM_NOW, shared.limits().requestTime());
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    try {
      shared
          .work()
          .execute(() -> {
            try {
              Exchange exchange = made.with(shared.bodies().content(taken, route.framing()));
              shared.guard().received(exchange.principal(), exchange.body().length);
              answer.complete(endpoint(exchange));
            } catch (Throwable e) {
              answer.completeExceptionally(e);
            } finally {
              shared.bodies().release(taken);
            }
          });
    } catch (RuntimeException full) {
      shared.bodies().release(taken);
      answer.completeExceptionally(full);
    }
    return answer;
  }

  private HttpResponse endpoint(Exchange exchange) {
    try {
      return route.endpoint().answer(exchange);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private HttpResponse problem(@Nullable Throwable fault, ServiceRequestContext context) {
    Problem problem = Faults.of(fault == null ? new IllegalStateException() : fault);
    shared.metrics().refused(problem.code());
    RequestLines.note(context, problem, fault);
    return route.refusals().response(problem, context.request().headers());
  }
}
