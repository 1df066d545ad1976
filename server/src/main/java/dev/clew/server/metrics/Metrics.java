package dev.clew.server.metrics;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// What the server counts. Thread-safe. Labels have few values: routes, codes, results; never what
/// somebody sent.
public final class Metrics {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private record Request(String route, int code) {}

  private final ConcurrentMap<Request, LongAdder> requests = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> events = new ConcurrentHashMap<>();

  private record Otlp(String signal, String result) {}

  private final ConcurrentMap<Otlp, LongAdder> otlp = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> lineage = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> removed = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> expired = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> problems = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> webhooks = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> leases = new ConcurrentHashMap<>();
  private final Histogram appends = new Histogram(SECONDS);
  private final LongAdder bytes = new LongAdder();

  public void request(String route, int code) {
    requests.computeIfAbsent(new Request(route, code), any -> new LongAdder()).increment();
  }

  /// @param result `stored`, `duplicate`, …
  public void event(String result) {
    events.computeIfAbsent(result, any -> new LongAdder()).increment();
  }

  /// @param code of a problem, or of a limit that an event was over
  public void refused(String code) {
    problems.computeIfAbsent(code, any -> new LongAdder()).increment();
  }

  /// Spans, log records and metrics of OpenTelemetry.
  ///
  /// @param signal `spans`, `logs`, `metrics`
  /// @param result `taken`, `rejected`, or `dropped` for what is not kept
  public void otlp(String signal, String result, long count) {
    if (count > 0) {
      otlp.computeIfAbsent(new Otlp(signal, result), any -> new LongAdder()).add(count);
    }
  }

  /// Events of OpenLineage.
  ///
  /// @param result `taken`, or `dropped` for one that names no run
  public void lineage(String result) {
    lineage.computeIfAbsent(result, any -> new LongAdder()).increment();
  }

  /// @param policy by which a run was removed
  public void removed(String policy) {
    removed.computeIfAbsent(policy, any -> new LongAdder()).increment();
  }

  /// @param policy by which the payloads of a run were removed
  public void expired(String policy) {
    expired.computeIfAbsent(policy, any -> new LongAdder()).increment();
  }

  /// Messages about runs.
  ///
  /// @param result `delivered`, `retried`, `failed`, or `dropped` when too many wait
  public void webhook(String result) {
    webhooks.computeIfAbsent(result, any -> new LongAdder()).increment();
  }

  /// Runs that workers claim.
  ///
  /// @param result `claimed`, `renewed`, `completed`, or `lost` when no sign of life came
  public void lease(String result) {
    leases.computeIfAbsent(result, any -> new LongAdder()).increment();
  }

  public void received(long bodyBytes) {
    bytes.add(bodyBytes);
  }

  /// How long the store took for a batch, until it was durable.
  public void appended(Duration took) {
    appends.observe(took.toNanos() / 1e9);
  }

  /// In the text format of Prometheus, version 0.0.4.
  ///
  /// @param waiting requests that wait for a worker
  /// @param streams of events that are open
  public String text(LongSupplier waiting, LongSupplier streams) {
    PrometheusText out = new PrometheusText();
    out.family("clew_http_requests_total", "counter", "Requests by route and status code.");
    requests.forEach((request, count) ->
        out.sample(
            "clew_http_requests_total",
            count.sum(),
            "route",
            request.route(),
            "code",
            Integer.toString(request.code())));
    out.family("clew_ingest_events_total", "counter", "Events that were sent, by result.");
    events.forEach(
        (result, count) -> out.sample("clew_ingest_events_total", count.sum(), "result", result));
    out.family("clew_otlp_items_total", "counter", "What OpenTelemetry sent, by result.");
    otlp.forEach((item, count) ->
        out.sample(
            "clew_otlp_items_total",
            count.sum(),
            "signal",
            item.signal(),
            "result",
            item.result()));
    out.family("clew_lineage_events_total", "counter", "What OpenLineage sent, by result.");
    lineage.forEach(
        (result, count) -> out.sample("clew_lineage_events_total", count.sum(), "result", result));
    out.family("clew_runs_removed_total", "counter", "Runs that were removed, by policy.");
    removed.forEach(
        (policy, count) -> out.sample("clew_runs_removed_total", count.sum(), "policy", policy));
    out.family("clew_payloads_expired_total", "counter", "Runs without payloads, by policy.");
    expired.forEach((policy, count) ->
        out.sample("clew_payloads_expired_total", count.sum(), "policy", policy));
    out.family("clew_refused_total", "counter", "What was refused, by code.");
    problems.forEach((code, count) -> out.sample("clew_refused_total", count.sum(), "code", code));
    out.family("clew_webhook_messages_total", "counter", "Messages about runs, by result.");
    webhooks.forEach((result, count) ->
        out.sample("clew_webhook_messages_total", count.sum(), "result", result));
    out.family("clew_leases_total", "counter", "What became of leases, by result.");
    leases.forEach(
        (result, count) -> out.sample("clew_leases_total", count.sum(), "result", result));
    out.family("clew_ingest_bytes_total", "counter", "Bytes of events, after decompression.");
    out.sample("clew_ingest_bytes_total", bytes.sum());
    out.family("clew_store_append_seconds", "histogram", "Until a batch was durable, in seconds.");
    appends.write("clew_store_append_seconds", out);
    out.family("clew_requests_waiting", "gauge", "Requests that wait for a worker.");
    out.sample("clew_requests_waiting", waiting.getAsLong());
    out.family("clew_streams_open", "gauge", "Streams of events that somebody reads.");
    out.sample("clew_streams_open", streams.getAsLong());
    return out.toString();
  }
}
