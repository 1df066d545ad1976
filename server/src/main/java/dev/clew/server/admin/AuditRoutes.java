package dev.clew.server.admin;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.server.access.AuditLog;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.store.RunStore;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/// `GET /api/v1/audit`: what was done with the server in a month, the oldest first, page by page.
public final class AuditRoutes {
  private static final String MONTH = "month";
  private static final String FROM = "from";
  private static final String LIMIT = "limit";

  private final RunStore store;
  private final InstantSource clock;

  public AuditRoutes(RunStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/audit", Right.ADMIN, this::page, MONTH, FROM, LIMIT));
  }

  private HttpResponse page(Exchange exchange) {
    Query query = exchange.query();
    long from = query.whole(FROM, 0, 0, Long.MAX_VALUE);
    int limit = (int) query.whole(LIMIT, AuditLog.PAGE_ENTRIES, 1, AuditLog.PAGE_ENTRIES);
    return Answers.json(AuditLog.page(store, month(query), from, limit));
  }

  private YearMonth month(Query query) {
    String asked = query.text(MONTH);
    if (asked == null) {
      return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
    try {
      return YearMonth.parse(asked);
    } catch (DateTimeParseException e) {
      throw Query.bad(MONTH, "is a month, such as 2026-11").raised();
    }
  }
}
