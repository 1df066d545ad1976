package dev.clew.server.live;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.server.access.Right;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.server.run.RunLookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/runs/{id}/stream`: each new row of a run, by its offset and kind. The id of an
/// event is the offset of its row, so that a reader who comes again goes on where it was.
public final class RowStream {
  private static final int PAGE_ROWS = 500;
  private static final String FROM = "from";
  private static final String LAST_EVENT_ID = "last-event-id";

  private final RunLookup lookup;
  private final Streams streams;

  public RowStream(RunLookup lookup, Streams streams) {
    this.lookup = lookup;
    this.streams = streams;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/runs/{id}/stream", Right.READ, this::stream, RunLookup.NAMESPACE, FROM));
  }

  private HttpResponse stream(Exchange exchange) {
    Ledger ledger = lookup.find(exchange).ledger();
    Rows rows = new Rows(ledger, from(exchange, ledger));
    Pump pump = streams.pump(exchange, rows);
    Following following = ledger.follow(row -> pump.wake());
    return streams.run(exchange, pump, following::close);
  }

  private static long from(Exchange exchange, Ledger ledger) {
    String last = exchange.header(LAST_EVENT_ID);
    if (last == null || last.isEmpty()) {
      return exchange.query().whole(FROM, ledger.head().size(), 0, Long.MAX_VALUE);
    }
    try {
      return Math.max(0, Math.addExact(Long.parseLong(last), 1));
    } catch (NumberFormatException | ArithmeticException e) {
      throw Query.bad(LAST_EVENT_ID, "is the id of an event of this stream").raised();
    }
  }

  /// Not thread-safe.
  private static final class Rows implements Pump.Source {
    private final Ledger ledger;
    private long next;

    Rows(Ledger ledger, long next) {
      this.ledger = ledger;
      this.next = next;
    }

    @Override
    public @Nullable String next() {
      List<Row> rows = ledger.rows(next, PAGE_ROWS);
      if (rows.isEmpty()) {
        return null;
      }
      StringBuilder out = new StringBuilder();
      for (Row row : rows) {
        Json.Obj data =
            Json.object()
                .put("offset", row.offset())
                .put("kind", row.event().kind())
                .put("verdict", row.verdict().wire())
                .put("received_at", row.receivedAt().toString())
                .build();
        out.append("id: ").append(row.offset()).append("\nevent: row\ndata: ");
        out.append(JsonWriter.compact(data)).append("\n\n");
      }
      next = rows.getLast().offset() + 1;
      return out.toString();
    }
  }
}
