package dev.clew.server.intake;

import dev.clew.ingest.otlp.Encoding;
import dev.clew.ingest.otlp.Export;
import dev.clew.ingest.otlp.NotOtlp;
import dev.clew.ingest.otlp.OtlpAnswers;
import dev.clew.ingest.otlp.OtlpRequests;
import dev.clew.ingest.pushed.PushedEvent;
import dev.clew.server.access.Principal;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Takes the requests of OTLP, whatever they come by, and says what becomes of them in the encoding
/// that they have. Thread-safe.
final class OtlpIntake {
  private final EventIntake intake;
  private final Arrivals arrivals;
  private final Limits limits;
  private final Metrics metrics;

  OtlpIntake(EventIntake intake, Arrivals arrivals, Limits limits, Metrics metrics) {
    this.intake = intake;
    this.arrivals = arrivals;
    this.limits = limits;
    this.metrics = metrics;
  }

  /// One of the three kinds of request.
  @FunctionalInterface
  interface Signal {
    /// @return the body of the answer
    byte[] take(Exchange exchange, Encoding encoding) throws NotOtlp;
  }

  byte[] traces(Exchange exchange, Encoding encoding) throws NotOtlp {
    Export export = OtlpRequests.traces(exchange.body(), encoding, arrivals.of(exchange));
    return taken(export, exchange.principal(), encoding, "spans", "rejectedSpans");
  }

  byte[] logs(Exchange exchange, Encoding encoding) throws NotOtlp {
    Export export = OtlpRequests.logs(exchange.body(), encoding, arrivals.of(exchange));
    return taken(export, exchange.principal(), encoding, "logs", "rejectedLogRecords");
  }

  /// Metrics are no part of a run's ledger. An exporter that sends them all the same has done
  /// nothing wrong, and would say so in its logs every minute.
  byte[] metrics(Exchange exchange, Encoding encoding) throws NotOtlp {
    metrics.received(exchange.body().length);
    metrics.otlp("metrics", "dropped", OtlpRequests.metrics(exchange.body(), encoding));
    return OtlpAnswers.success(encoding);
  }

  /// Whatever can be taken is.
  private byte[] taken(
      Export export, Principal principal, Encoding encoding, String signal, String counted) {
    Map<Integer, String> rejected = new TreeMap<>(export.refused());
    List<Export.Of> all = export.events();
    List<PushedEvent> events = new ArrayList<>(all.size());
    all.forEach(one -> events.add(one.event()));
    List<Result> results = intake.takeInParts(events, limits.batchItems(), principal);
    for (int index = 0; index < results.size(); index++) {
      if (results.get(index) instanceof Result.Rejected over) {
        rejected.putIfAbsent(all.get(index).item(), over.line());
      }
    }
    metrics.otlp(signal, "taken", export.items() - rejected.size());
    metrics.otlp(signal, "rejected", rejected.size());
    if (rejected.isEmpty()) {
      return OtlpAnswers.success(encoding);
    }
    Map.Entry<Integer, String> first = rejected.entrySet().iterator().next();
    String why = "the first of them is number " + first.getKey() + ": " + first.getValue();
    return OtlpAnswers.partial(encoding, counted, rejected.size(), why);
  }
}
