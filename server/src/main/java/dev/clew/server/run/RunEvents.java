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
/// ([RowJson]), without the secrets that were found late.
public final class RunEvents {
  private static final int MOST_ROWS = 1_000;

  /// A page ends earlier when its rows are large.
  private static final int PAGE_CHARS = 8 << 20;

  private static final String FROM = "from";
  private static final String LIMIT = "limit";

  private final RunLookup lookup;
  private final RowPages pages;

  public RunEvents(RunLookup lookup, RowPages pages) {
    this.lookup = lookup;
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/runs/{id}/events", Right.READ, this::page, RunLookup.NAMESPACE, FROM, LIMIT));
  }

  private HttpResponse page(Exchange exchange) {
    long from = exchange.query().whole(FROM, 0, 0, Long.MAX_VALUE);
    int limit = (int) exchange.query().whole(LIMIT, MOST_ROWS, 1, MOST_ROWS);
    RunLookup.Found found = lookup.find(exchange);
    long size = found.ledger().head().size();
    int most = Math.clamp(size - from, 0, limit);
    List<Row> rows = most == 0 ? List.of() : pages.rows(found, exchange.principal(), from, most);
    StringBuilder out = new StringBuilder(1 << 16).append("{\"rows\":[");
    int taken = 0;
    while (taken < rows.size() && (taken == 0 || out.length() < PAGE_CHARS)) {
      out.append(taken == 0 ? "" : ",").append(JsonWriter.compact(RowJson.write(rows.get(taken))));
      taken++;
    }
    out.append("],");
    if (from + taken < size) {
      out.append("\"next\":").append(from + taken).append(',');
    }
    out.append("\"size\":").append(size).append("}\n");
    return Answers.tagged(
        exchange, MediaType.JSON, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
