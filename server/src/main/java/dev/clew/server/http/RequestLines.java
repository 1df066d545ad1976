package dev.clew.server.http;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.core.event.Millis;
import dev.clew.core.json.Json;
import dev.clew.core.trace.TraceContext;
import dev.clew.server.access.Principal;
import dev.clew.server.log.ServerLog;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes down requests, for those who look after the server. Nothing of a body or of a query is in
/// it, and of headers and paths what looks like the name of something alone: the rest may hold
/// anything.
final class RequestLines {
  private static final AttributeKey<String> PRINCIPAL =
      AttributeKey.valueOf(RequestLines.class, "PRINCIPAL");
  private static final AttributeKey<String> CODE = AttributeKey.valueOf(RequestLines.class, "CODE");
  private static final AttributeKey<Throwable> FAULT =
      AttributeKey.valueOf(RequestLines.class, "FAULT");

  private static final String RUN = "/api/v1/runs/{id}";
  private static final String CORRELATION = "x-correlation-id";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:@/-]{1,128}");
  private static final int MOST_FRAMES = 12;
  private static final int MOST_CAUSES = 20;

  private final ServerLog log;

  RequestLines(ServerLog log) {
    this.log = log;
  }

  static void note(ServiceRequestContext context, Principal principal) {
    context.setAttr(PRINCIPAL, principal.id());
  }

  static void note(ServiceRequestContext context, Problem problem, @Nullable Throwable fault) {
    context.setAttr(CODE, problem.code());
    if (problem.code().equals(Faults.UNFORESEEN) && fault != null) {
      context.setAttr(FAULT, fault);
    }
  }

  void write(Route route, ServiceRequestContext context, RequestLog ended) {
    int status = ended.responseStatus().code();
    if (!log.tellsOf(status)) {
      return;
    }
    RequestHeaders asked = context.request().headers();
    TraceContext trace =
        TraceContext.of(
            name -> name.equals(TraceContext.TRACEPARENT) ? asked.get("traceparent") : null,
            digits -> "");
    Json.Builder line =
        Json.object()
            .put("route", route.name())
            .put("status", status)
            .put("took_ms", Millis.of(Duration.ofNanos(ended.totalDurationNanos())))
            .put("response_bytes", ended.responseLength())
            .put("principal", context.attr(PRINCIPAL))
            .put("address", Caller.of(context).address())
            .put("run_id", route.path().startsWith(RUN) ? named(context.pathParam("id")) : null)
            .put("code", context.attr(CODE))
            .put("trace_id", trace.parentSpanId() == null ? null : trace.traceId())
            .put("parent_span_id", trace.parentSpanId())
            .put("correlation_id", named(asked.get(CORRELATION)))
            .put("fault", shown(context.attr(FAULT)));
    log.say(level(status), "request", line.build());
  }

  private static ServerLog.Level level(int status) {
    if (status >= 500) {
      return ServerLog.Level.ERROR;
    }
    return status >= 400 ? ServerLog.Level.WARN : ServerLog.Level.INFO;
  }

  private static @Nullable String named(@Nullable String text) {
    return text == null || !NAME.matcher(text).matches() ? null : text;
  }

  /// Its class and the places that it came through. A message may hold anything.
  private static @Nullable Json shown(@Nullable Throwable fault) {
    if (fault == null) {
      return null;
    }
    Throwable root = fault;
    for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
      root = root.getCause();
    }
    Json.Builder shown = Json.object().put("class", root.getClass().getName());
    StackTraceElement[] frames = root.getStackTrace();
    List<String> places = new ArrayList<>();
    for (int at = 0; at < Math.min(frames.length, MOST_FRAMES); at++) {
      places.add(frames[at].toString());
    }
    return shown.put("at", Json.strings(places)).build();
  }
}
