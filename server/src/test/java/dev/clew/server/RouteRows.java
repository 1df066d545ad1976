package dev.clew.server;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Each route of a server, with a request that it answers. A route without a row fails
/// [RoutesTest].
final class RouteRows {
  static final String EVENT = "{\"run_id\":\"r1\",\"kind\":\"run_started\"}";

  private static final String OTLP = "/opentelemetry.proto.collector.";
  private static final String TRACES = OTLP + "trace.v1.TraceService/Export";
  private static final String LOGS = OTLP + "logs.v1.LogsService/Export";
  private static final String METRICS = OTLP + "metrics.v1.MetricsService/Export";

  private static final String ARTIFACTS = "/api/v1/artifacts/";

  /// No body has this digest.
  private static final String ARTIFACT = ARTIFACTS + "0".repeat(64);

  /// A path, a body for those that take one, and what is answered when nobody has made a token.
  record Row(String path, String type, String body, int status) {
    static Row of(String path) {
      return new Row(path, "application/json", EVENT, 200);
    }

    /// A call with an empty message.
    static Row grpc(String path) {
      return new Row(path, "application/grpc", "\0".repeat(5), 200);
    }

    boolean isGrpc() {
      return type.equals("application/grpc");
    }

    Row answering(int other) {
      return new Row(path, type, body, other);
    }

    Row sending(String other) {
      return new Row(path, type, other, status);
    }
  }

  static final Map<String, Row> ROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GET /", Row.of("/")),
              Map.entry("GET /runs/{id}", Row.of("/runs/r1")),
              Map.entry("GET /login", Row.of("/login").answering(303)),
              Map.entry("POST /login", Row.of("/login").sending("token=none").answering(401)),
              Map.entry("POST /logout", Row.of("/logout").answering(303)),
              Map.entry("GET /health/live", Row.of("/health/live")),
              Map.entry("GET /health/ready", Row.of("/health/ready")),
              Map.entry("GET /api/v1/openapi.json", Row.of("/api/v1/openapi.json")),
              Map.entry("GET /metrics", Row.of("/metrics")),
              Map.entry("POST /api/v1/events", Row.of("/api/v1/events")),
              Map.entry(
                  "POST /api/v1/lineage",
                  Row.of("/api/v1/lineage")
                      .sending("{\"job\":{\"namespace\":\"shop\",\"name\":\"orders\"}}")),
              Map.entry("POST " + TRACES, Row.grpc(TRACES)),
              Map.entry("POST " + LOGS, Row.grpc(LOGS)),
              Map.entry("POST " + METRICS, Row.grpc(METRICS)),
              Map.entry("POST /api/v1/logs", Row.of("/api/v1/logs")),
              Map.entry("POST /v1/traces", Row.of("/v1/traces")),
              Map.entry("POST /v1/logs", Row.of("/v1/logs")),
              Map.entry("POST /v1/metrics", Row.of("/v1/metrics")),
              Map.entry("GET /api/v1/runs", Row.of("/api/v1/runs")),
              Map.entry("GET /api/v1/runs/stream", Row.of("/api/v1/runs/stream")),
              Map.entry("GET /api/v1/runs/{id}", Row.of("/api/v1/runs/r1")),
              Map.entry("DELETE /api/v1/runs/{id}", Row.of("/api/v1/runs/r1").answering(403)),
              Map.entry(
                  "POST /api/v1/queues/{queue}/claim",
                  Row.of("/api/v1/queues/reports/claim")
                      .sending("{\"worker\":\"w1\"}")
                      .answering(204)),
              Map.entry(
                  "POST /api/v1/runs/{id}/claim",
                  Row.of("/api/v1/runs/r1/claim").sending("{\"worker\":\"w1\"}").answering(409)),
              Map.entry(
                  "POST /api/v1/runs/{id}/renew",
                  Row.of("/api/v1/runs/r1/renew").sending("{\"lease\":\"none\"}").answering(409)),
              Map.entry(
                  "POST /api/v1/runs/{id}/complete",
                  Row.of("/api/v1/runs/r1/complete")
                      .sending("{\"lease\":\"none\",\"status\":\"failed\"}")
                      .answering(409)),
              Map.entry("GET /api/v1/runs/{id}/document", Row.of("/api/v1/runs/r1/document")),
              Map.entry("GET /api/v1/runs/{id}/dossier", Row.of("/api/v1/runs/r1/dossier")),
              Map.entry("GET /api/v1/runs/{id}/report.html", Row.of("/api/v1/runs/r1/report.html")),
              Map.entry("GET /api/v1/runs/{id}/events", Row.of("/api/v1/runs/r1/events")),
              Map.entry("GET /api/v1/runs/{id}/attempts", Row.of("/api/v1/runs/r1/attempts")),
              Map.entry("GET /api/v1/runs/{id}/windows", Row.of("/api/v1/runs/r1/windows")),
              Map.entry("GET /api/v1/runs/{id}/calls", Row.of("/api/v1/runs/r1/calls")),
              Map.entry(
                  "GET /api/v1/runs/{id}/calls/{call}",
                  Row.of("/api/v1/runs/r1/calls/c1").answering(404)),
              Map.entry("GET /api/v1/runs/{id}/artifacts", Row.of("/api/v1/runs/r1/artifacts")),
              Map.entry("GET /api/v1/runs/{id}/plan", Row.of("/api/v1/runs/r1/plan")),
              Map.entry("GET /api/v1/runs/{id}/children", Row.of("/api/v1/runs/r1/children")),
              Map.entry("GET /api/v1/correlations/{id}", Row.of("/api/v1/correlations/c1")),
              Map.entry("GET /api/v1/traces/{id}", Row.of("/api/v1/traces/t1").answering(404)),
              Map.entry(
                  "GET /api/v1/workspaces/{id}", Row.of("/api/v1/workspaces/w1").answering(404)),
              Map.entry(
                  "GET /api/v1/invocations/{id}", Row.of("/api/v1/invocations/i1").answering(404)),
              Map.entry("GET /api/v1/runs/{id}/stream", Row.of("/api/v1/runs/r1/stream")),
              Map.entry("GET /api/v1/runs/{id}/diff", Row.of("/api/v1/runs/r1/diff?with=r1")),
              Map.entry(
                  "GET /api/v1/workflows/{name}/durations",
                  Row.of("/api/v1/workflows/nightly/durations")),
              Map.entry("GET /api/v1/runs/{id}/files", Row.of("/api/v1/runs/r1/files")),
              Map.entry("GET " + ARTIFACTS + "{sha256}", Row.of(ARTIFACT).answering(404)),
              Map.entry(
                  "HEAD " + ARTIFACTS + "{sha256}", Row.of(ARTIFACT + "?run_id=r1").answering(204)),
              Map.entry(
                  "PUT " + ARTIFACTS + "{sha256}", Row.of(ARTIFACT + "?run_id=r1").answering(422)),
              Map.entry("GET /api/v1/tokens", Row.of("/api/v1/tokens").answering(403)),
              Map.entry(
                  "POST /api/v1/tokens",
                  Row.of("/api/v1/tokens").sending("{\"role\":\"read\"}").answering(403)),
              Map.entry("DELETE /api/v1/tokens/{id}", Row.of("/api/v1/tokens/t1").answering(403)),
              Map.entry("GET /api/v1/audit", Row.of("/api/v1/audit").answering(403))));

  private RouteRows() {}

  private static String behind(Row row, String query) {
    return row.path().contains("?") ? query.replace('?', '&') : query;
  }

  static Row row(String route) {
    return Objects.requireNonNull(ROWS.get(route), route);
  }

  static String method(String route) {
    return route.substring(0, route.indexOf(' '));
  }

  /// The request of a row, with something behind its path.
  static HttpRequest.Builder request(
      TestServer server, String route, String query, String... headers) {
    Row row = row(route);
    HttpRequest.Builder request = server.request(row.path() + behind(row, query), headers);
    request.header("content-type", row.type());
    boolean hasBody = Set.of("POST", "PUT").contains(method(route));
    return request.method(
        method(route), hasBody ? BodyPublishers.ofString(row.body()) : BodyPublishers.noBody());
  }
}
