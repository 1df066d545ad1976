package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `GET /api/v1/runs/{id}/events`: the rows of a run from an offset on, as a ledger file has them
/// ([RowJson]), without the secrets that were found late. For that the whole run is read: what a
/// row must not show may stand in a row after it.
public final class RunEvents {
  private static final int MOST_ROWS = 1_000;

  /// A page ends earlier when its rows are large.
  private static final int PAGE_CHARS = 8 << 20;

  private static final String FROM = "from";
  private static final String LIMIT = "limit";

  private final RunLookup lookup;
  private final RunReader reader;

  public RunEvents(RunLookup lookup, RunReader reader) {
    this.lookup = lookup;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/runs/{id}/events", Right.READ, this::page, RunLookup.NAMESPACE, FROM, LIMIT));
  }

  private HttpResponse page(Exchange exchange) {
    long from = exchange.query().whole(FROM, 0, 0, Long.MAX_VALUE);
    int limit = (int) exchange.query().whole(LIMIT, MOST_ROWS, 1, MOST_ROWS);
    List<Row> rows = reader.read(lookup.find(exchange), exchange.principal()).contents().rows();
    StringBuilder out = new StringBuilder(1 << 16).append("{\"rows\":[");
    int at = (int) Math.min(from, rows.size());
    int end = Math.min(rows.size(), at + limit);
    int first = at;
    while (at < end && (at == first || out.length() < PAGE_CHARS)) {
      out.append(at == first ? "" : ",").append(JsonWriter.compact(RowJson.write(rows.get(at))));
      at++;
    }
    out.append("],");
    if (at < rows.size()) {
      out.append("\"next\":").append(at).append(',');
    }
    out.append("\"size\":").append(rows.size()).append("}\n");
    return Answers.tagged(
        exchange, MediaType.JSON, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
