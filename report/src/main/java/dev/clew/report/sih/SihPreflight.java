package dev.clew.report.sih;

import dev.clew.core.event.Event;
import dev.clew.core.event.Kind;
import dev.clew.core.fact.run.PreflightAttempt;
import dev.clew.core.fact.run.PreflightChecked;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Row;
import dev.clew.report.sih.SihReportWriter.Pascal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      if (!event.is(Kind.PREFLIGHT_CHECKED)) {
        continue;
      }
      PreflightChecked check = PreflightChecked.from(event);
      List<Json> attempts = attempts(check.attempts());
      int again = Math.max(0, attempts.size() - 1);
      Duration took = event.duration();
      operations.add(operation(check, attempts, again, took));
      retries += again;
      millis += took == null ? 0 : took.toMillis();
    }
    return new SihPreflight(operations, retries, millis);
  }

  private static Json operation(
      PreflightChecked check, List<Json> attempts, int retries, @Nullable Duration took) {
    boolean contract = check.operation().equals("contract");
    return new Pascal()
        .put("OperationType", Json.of(contract ? "SwaggerCache" : "HealthCheck"))
        .text("DefinitionName", check.get(PreflightChecked.DEFINITION))
        .text("Target", check.target())
        .put("Status", status(check.status()))
        .text("Message", check.get(PreflightChecked.MESSAGE))
        .put("RetryCount", Json.of(retries))
        .millis("DurationMs", took)
        .put("Attempts", new Json.Arr(attempts))
        .build();
  }

  private static List<Json> attempts(List<PreflightAttempt> said) {
    List<Json> attempts = new ArrayList<>();
    for (PreflightAttempt one : said) {
      attempts.add(
          new Pascal()
              .put("AttemptNumber", Json.of(attempts.size() + 1))
              .text("RequestUri", one.url())
              .put("Status", status(one.status()))
              .put("HttpStatusCode", SihReportWriter.orNull(one.said(PreflightAttempt.HTTP_STATUS)))
              .text("ErrorMessage", one.error())
              .put("DurationMs", SihReportWriter.orNull(one.said(PreflightAttempt.DURATION)))
              .build());
    }
    return attempts;
  }

  private static Json status(@Nullable String said) {
    return Json.of("failed".equals(said) ? "Error" : "Ok");
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
