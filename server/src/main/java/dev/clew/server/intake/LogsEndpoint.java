package dev.clew.server.intake;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.Nearest;
import dev.clew.core.digest.Digest;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.RedactedPart;
import dev.clew.core.ledger.Redactor;
import dev.clew.core.ledger.StreamRedaction;
import dev.clew.ingest.ci.CiFormat;
import dev.clew.ingest.ci.CiLog;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Limits;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/logs`: a log of a CI system, which becomes a run. It is redacted as a stream
/// before anything is read of it, so that places in it are those of what is kept.
final class LogsEndpoint {
  private static final String FORMAT = "format";
  private static final String RUN_ID = "run_id";
  private static final String NAME = "name";
  private static final String ATTEMPT = "attempt";
  private static final String EXIT_CODE = "exit_code";
  private static final int MOST_ATTEMPTS = 1_000_000;
  private static final int PIECE_BYTES = 64 << 10;

  private final EventIntake intake;
  private final Arrivals arrivals;
  private final Limits limits;
  private final Supplier<Redactor> redactors;

  LogsEndpoint(EventIntake intake, Arrivals arrivals, Limits limits, Supplier<Redactor> redactors) {
    this.intake = intake;
    this.arrivals = arrivals;
    this.limits = limits;
    this.redactors = redactors;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/v1/logs",
            Right.INGEST,
            this::take,
            FORMAT,
            RUN_ID,
            NAME,
            ATTEMPT,
            EXIT_CODE,
            Arrivals.NAMESPACE));
  }

  private HttpResponse take(Exchange exchange) {
    CiLog.About about = about(exchange);
    if (exchange.body().length == 0) {
      throw Problem.badRequest("log.empty", "the log is empty").raised();
    }
    CiLog log = CiLog.read(redacted(exchange.body()), about, arrivals.of(exchange));
    Map<String, Integer> counts = new TreeMap<>();
    List<Result> results =
        intake.takeInParts(log.events(), limits.batchItems(), exchange.principal());
    for (Result result : results) {
      counts.merge(result.status(), 1, Integer::sum);
    }
    Json.Builder events = Json.object();
    counts.forEach(events::put);
    return Answers.json(
        Json.object()
            .put(RUN_ID, log.runId())
            .put("attempt_id", log.attemptId())
            .put("status", log.status() == null ? "running" : log.status())
            .put("stages", log.stages())
            .put("lines", log.lines())
            .put("events", events.build())
            .build());
  }

  private static CiLog.About about(Exchange exchange) {
    Query query = exchange.query();
    long exitCode = query.whole(EXIT_CODE, Long.MIN_VALUE, -255, 255);
    return new CiLog.About(
        format(query.text(FORMAT)),
        Digest.sha256(exchange.body()).hex(),
        query.text(RUN_ID),
        query.text(NAME),
        (int) query.whole(ATTEMPT, 1, 1, MOST_ATTEMPTS),
        exitCode == Long.MIN_VALUE ? null : (int) exitCode);
  }

  private static CiFormat format(@Nullable String word) {
    CiFormat format = word == null ? CiFormat.PLAIN : CiFormat.of(word);
    if (format == null) {
      List<String> known = Arrays.stream(CiFormat.values()).map(CiFormat::wire).toList();
      throw Query.bad(FORMAT, "is one of " + String.join(", ", known))
          .with("suggestion", Nearest.to(String.valueOf(word), known))
          .raised();
    }
    return format;
  }

  private List<RedactedPart> redacted(byte[] body) {
    StreamRedaction stream = redactors.get().stream();
    List<RedactedPart> parts = new ArrayList<>();
    for (int from = 0; from < body.length; from += PIECE_BYTES) {
      stream.take(body, from, Math.min(body.length, from + PIECE_BYTES));
      parts.addAll(stream.ready());
    }
    parts.addAll(stream.end());
    return parts;
  }
}
