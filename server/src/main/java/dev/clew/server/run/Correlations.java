package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.event.Kind;
import dev.clew.core.json.Json;
import dev.clew.core.json.JsonWriter;
import dev.clew.core.ledger.Row;
import dev.clew.core.ledger.RowJson;
import dev.clew.document.JsonText;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/correlations/{id}`: what all services have told of one piece of work: the runs that
/// have this correlation id, and their spans and logs, run by run, the newest run first. A page
/// ends in the middle of a run when it is full, and the next goes on there.
public final class Correlations {
  private static final String ID = "id";
  private static final int MOST_ITEMS = 1_000;

  /// A page ends earlier when it had to pass over so many rows that are neither.
  private static final int MOST_READ = 10_000;

  private static final int MOST_RUNS = 100;

  /// The boundaries of runs, stages and calls; what else is told of them are their own rows.
  private static final Set<Kind> SHOWN =
      EnumSet.of(
          Kind.RUN_STARTED,
          Kind.RUN_FINISHED,
          Kind.RUN_CANCELLED,
          Kind.RUN_LOST,
          Kind.STAGE_STARTED,
          Kind.STAGE_COMPLETED,
          Kind.STAGE_FAILED,
          Kind.STAGE_SKIPPED,
          Kind.TOOL_CALL_STARTED,
          Kind.TOOL_CALL_COMPLETED,
          Kind.TOOL_CALL_FAILED,
          Kind.LOG,
          Kind.ERROR);

  private final RunStore store;
  private final RunLookup lookup;
  private final RowPages pages;
  private final InstantSource clock;

  public Correlations(RunStore store, RunLookup lookup, RowPages pages, InstantSource clock) {
    this.store = store;
    this.lookup = lookup;
    this.pages = pages;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/correlations/{id}",
            Right.READ,
            this::answer,
            RunLookup.NAMESPACE,
            "limit",
            "cursor"));
  }

  /// Where a page begins.
  ///
  /// @param after the run before; null for the first
  /// @param offset of a row in the run behind that
  private record Place(@Nullable String after, long offset) {
    static final Place BEGIN = new Place(null, 0);

    String cursor() {
      Json.Obj json = Json.object().put("a", after).put("o", offset).build();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8));
    }

    static Place read(@Nullable String cursor) {
      if (cursor == null) {
        return BEGIN;
      }
      try {
        if (JsonText.parse(Base64.getUrlDecoder().decode(cursor)) instanceof Json.Obj json) {
          Long offset = json.whole("o");
          if (offset != null && offset >= 0) {
            return new Place(json.text("a"), offset);
          }
        }
      } catch (IllegalArgumentException | JsonText.Malformed e) {
        // Said below.
      }
      throw Query.bad("cursor", "is the next of an answer before").raised();
    }
  }

  private HttpResponse answer(Exchange exchange) {
    String id = exchange.path(ID);
    Query query = exchange.query();
    Page page = new Page(exchange, (int) query.whole("limit", MOST_ITEMS, 1, MOST_ITEMS));
    RunQuery wanted =
        RunQuery.ALL
            .in(exchange.principal().among(query.text(RunLookup.NAMESPACE)))
            .correlatedBy(id);
    String next = page.fill(wanted, Place.read(query.text("cursor")));
    return Answers.tagged(
        exchange,
        Json.object()
            .put("correlation_id", id)
            .put("runs", page.runs)
            .put("items", page.items)
            .put("next", next)
            .build());
  }

  /// A page that is being filled.
  private final class Page {
    private final Exchange exchange;
    private final int limit;
    private final List<Json> runs = new ArrayList<>();
    private final List<Json> items = new ArrayList<>();
    private int read;

    Page(Exchange exchange, int limit) {
      this.exchange = exchange;
      this.limit = limit;
    }

    /// @return the cursor of the next one; null when there is none
    @Nullable String fill(RunQuery wanted, Place begin) {
      Place place = begin;
      List<RunEntry> found =
          store.find(wanted.startingAfter(ListQuery.place(place.after())), MOST_RUNS);
      for (RunEntry entry : found) {
        runs.add(RunList.toJson(entry, clock.instant()));
        Long rest = take(entry, place.offset());
        if (rest != null) {
          return new Place(place.after(), rest).cursor();
        }
        place = new Place(ListQuery.cursor(entry), 0);
      }
      return found.size() < MOST_RUNS ? null : place.cursor();
    }

    /// @return the offset of the row that the page has no room for; null when it has all of the run
    private @Nullable Long take(RunEntry entry, long from) {
      RunLookup.Found found = lookup.find(exchange.principal(), entry.runId(), entry.namespace());
      RunKey key = found.key();
      long at = from;
      List<Row> rows;
      do {
        if (items.size() >= limit || read >= MOST_READ) {
          return at;
        }
        rows = pages.rows(found, exchange.principal(), at, limit);
        for (Row row : rows) {
          if (items.size() >= limit) {
            return at;
          }
          add(key, row);
          at++;
          read++;
        }
      } while (!rows.isEmpty());
      return null;
    }

    private void add(RunKey key, Row row) {
      Kind kind = Kind.of(row.event().kind());
      if (kind != null && SHOWN.contains(kind)) {
        items.add(
            Json.object()
                .put("run_id", key.runId())
                .put("namespace", key.namespace())
                .put("row", RowJson.write(row.withPayload(null)))
                .build());
      }
    }
  }
}
