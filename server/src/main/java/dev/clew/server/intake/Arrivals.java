package dev.clew.server.intake;

import dev.clew.core.digest.Hmac;
import dev.clew.core.event.Timestamp;
import dev.clew.ingest.pushed.PushedEvents;
import dev.clew.server.http.Exchange;
import dev.clew.server.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// What events say that do not say it themselves: whose they are, when they came, which they are.
/// Thread-safe.
final class Arrivals {
  /// The parameter that says whose events a request has.
  static final String NAMESPACE = "namespace";

  private final InstantSource clock;
  private final Metrics metrics;
  private final Hmac ids;
  private final String namespace;

  /// @param namespace of requests that say none
  Arrivals(WaysIn.Parts parts, String namespace) {
    this.clock = parts.clock();
    this.metrics = parts.metrics();
    this.ids = parts.ids();
    this.namespace = namespace;
  }

  /// Counts the body, too.
  PushedEvents.Said of(Exchange exchange) {
    metrics.received(exchange.body().length);
    String asked = exchange.query().text(NAMESPACE);
    return new PushedEvents.Said(
        asked == null ? exchange.principal().home(namespace) : asked,
        Timestamp.of(clock.instant()),
        this::idOf);
  }

  private String idOf(String sent) {
    return ids.of(sent.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
