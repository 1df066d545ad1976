package dev.clew.report.sih;

import dev.clew.core.event.Event;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.report.sih.SihReport.Pascal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What was asked before the run, in the shape of SIH.
///
/// @param retries of all operations together
/// @param millis all operations together, in milliseconds
record SihPreflight(List<Json> operations, int retries, long millis) {
  SihPreflight {
    operations = List.copyOf(operations);
  }

  static SihPreflight of(List<Row> rows) {
    List<Json> operations = new ArrayList<>();
    int retries = 0;
    long millis = 0;
    for (Row row : rows) {
      Event event = row.event();
      if (!event.kind().equals("preflight_checked")) {
        continue;
      }
      List<Json> attempts = attempts(event.attributes());
      int again = Math.max(0, attempts.size() - 1);
      Duration took = event.duration();
      operations.add(operation(event, attempts, again));
      retries += again;
      millis += took == null ? 0 : took.toMillis();
    }
    return new SihPreflight(operations, retries, millis);
  }

  private static Json operation(Event event, List<Json> attempts, int retries) {
    Json.Obj said = event.attributes();
    boolean contract = said.text("operation", "").equals("contract");
    return new Pascal()
        .put("OperationType", Json.of(contract ? "SwaggerCache" : "HealthCheck"))
        .text("DefinitionName", said.text("definition"))
        .text("Target", said.text("target"))
        .put("Status", status(said))
        .text("Message", said.text("message"))
        .put("RetryCount", Json.of(retries))
        .millis("DurationMs", event.duration())
        .put("Attempts", new Json.Arr(attempts))
        .build();
  }

  private static List<Json> attempts(Json.Obj said) {
    List<Json> attempts = new ArrayList<>();
    for (Json.Obj one : said.objects("attempts")) {
      attempts.add(
          new Pascal()
              .put("AttemptNumber", Json.of(attempts.size() + 1))
              .text("RequestUri", one.text("url"))
              .put("Status", status(one))
              .put("HttpStatusCode", SihReport.orNull(one.get("http_status")))
              .text("ErrorMessage", one.text("error"))
              .put("DurationMs", SihReport.orNull(one.get("duration_ms")))
              .build());
    }
    return attempts;
  }

  private static Json status(Json.Obj said) {
    return Json.of(said.text("status", "").equals("failed") ? "Error" : "Ok");
  }

  Json.Obj record() {
    return new Pascal()
        .put("Operations", new Json.Arr(operations))
        .put("TotalRetries", Json.of(retries))
        .put("TotalDelayMs", Json.of(0))
        .put("DurationMs", Json.of(millis))
        .build();
  }
}
