package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.run.RunStatus;
import dev.clew.diff.DiffDocument;
import dev.clew.diff.DiffSettings;
import dev.clew.diff.RunDiff;
import dev.clew.runs.compare.ComparedRun;
import dev.clew.server.access.Principal;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import dev.clew.store.RunEntry;
import dev.clew.store.RunQuery;
import java.util.List;
import java.util.Set;

/// `GET /api/v1/runs/{id}/diff`: what is different from another run, as `clew diff --json` says it.
/// Which other run, the query says; where it does not, the newest one that worked of the same name,
/// from before this one.
public final class RunDiffs {
  private static final String WITH = "with";
  private static final String WITH_ATTEMPT = "with_attempt";
  private static final String STRICT = "strict";

  private final RunLookup lookup;
  private final RunReader reader;

  public RunDiffs(RunLookup lookup, RunReader reader) {
    this.lookup = lookup;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/runs/{id}/diff",
            Right.READ,
            this::diff,
            RunLookup.NAMESPACE,
            RunDocuments.ATTEMPT,
            WITH,
            WITH_ATTEMPT,
            STRICT));
  }

  private HttpResponse diff(Exchange exchange) {
    Query query = exchange.query();
    Principal principal = exchange.principal();
    RunLookup.Found found = lookup.find(exchange);
    ComparedRun after = compared(found, principal, query, RunDocuments.ATTEMPT);
    ComparedRun before = compared(other(exchange, found), principal, query, WITH_ATTEMPT);
    List<ComparedRun> both = List.of(before, after);
    RunDiff diff =
        RunDiff.of(
            List.of(before.profile()),
            after.profile(),
            both.stream().flatMap(run -> run.witnesses().stream()).toList(),
            new DiffSettings(List.of(), Boolean.TRUE.equals(query.flag(STRICT))));
    return Answers.tagged(exchange, DiffDocument.of(diff, before.location(), after.location()));
  }

  private RunLookup.Found other(Exchange exchange, RunLookup.Found found) {
    String with = exchange.query().text(WITH);
    if (with != null) {
      return lookup.find(exchange.principal(), with, exchange.query().text(RunLookup.NAMESPACE));
    }
    RunEntry entry = lookup.entry(found.key()).orElseThrow();
    RunQuery good =
        RunQuery.ALL
            .named(entry.name())
            .in(Set.of(entry.namespace()))
            .withStatuses(Set.of(RunStatus.SUCCEEDED))
            .startingAfter(entry.place());
    return lookup
        .newest(exchange.principal(), good)
        .orElseThrow(() ->
            Problem.notFound(
                    "run.no_good_one",
                    "no run of this name that worked came before it; say which by with=")
                .raised());
  }

  private ComparedRun compared(
      RunLookup.Found found, Principal principal, Query query, String attemptName) {
    long number = query.whole(attemptName, 0, 1, Integer.MAX_VALUE);
    return ComparedRun.of(RunReader.attempt(reader.read(found, principal), number, attemptName));
  }
}
