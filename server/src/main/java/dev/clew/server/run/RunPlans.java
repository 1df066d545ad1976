package dev.clew.server.run;

import com.linecorp.armeria.common.HttpResponse;
import dev.clew.core.json.Json;
import dev.clew.core.replay.ActionWords;
import dev.clew.core.replay.OnDisk;
import dev.clew.core.replay.ReplayAsk;
import dev.clew.core.replay.ReplayPlan;
import dev.clew.core.replay.ReplayPlanner;
import dev.clew.core.replay.WayOut;
import dev.clew.runs.FoundAttempt;
import dev.clew.server.access.Right;
import dev.clew.server.http.Answers;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Query;
import dev.clew.server.http.Route;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/runs/{id}/plan`: what a replay would reuse, do again and leave alone, as `clew plan
/// --json` says it. Nobody looks at a disk here: what one would say is not checked.
public final class RunPlans {
  private static final String FROM = "from";
  private static final String ACCEPT_EFFECTS = "accept_effects";
  private static final String NEW_RUN = "new_run";
  private static final Json NOT_LOOKED = Json.of("not_looked_at");

  private final RunLookup lookup;
  private final RunReader reader;
  private final ActionWords words;

  public RunPlans(RunLookup lookup, RunReader reader, ActionWords words) {
    this.lookup = lookup;
    this.reader = reader;
    this.words = words;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/runs/{id}/plan",
            Right.READ,
            this::plan,
            RunLookup.NAMESPACE,
            RunDocuments.ATTEMPT,
            FROM,
            ACCEPT_EFFECTS,
            NEW_RUN));
  }

  private HttpResponse plan(Exchange exchange) {
    Query query = exchange.query();
    long number = query.whole(RunDocuments.ATTEMPT, 0, 1, Integer.MAX_VALUE);
    FoundAttempt wanted =
        RunReader.attempt(
            reader.read(lookup.find(exchange), exchange.principal()), number, RunDocuments.ATTEMPT);
    ReplayAsk ask =
        new ReplayAsk(
            query.text(FROM),
            effects(query.text(ACCEPT_EFFECTS)),
            Boolean.TRUE.equals(query.flag(NEW_RUN)));
    ReplayPlan plan = ReplayPlanner.of(wanted.explanation(), ask, OnDisk.NOT_LOOKED);
    ReplayPlan.Block unknown = plan.unknownStart();
    if (ask.from() != null && unknown != null) {
      throw Query.bad(FROM, "names no start: " + unknown.why()).raised();
    }
    return Answers.tagged(exchange, plan.toJson(words(wanted, ask, plan)).with("disk", NOT_LOOKED));
  }

  /// Ids, with commas between them.
  private static Set<String> effects(@Nullable String ids) {
    return ids == null ? Set.of() : Set.of(ids.split(",", -1));
  }

  /// How to go on with it; null when no other plan would help one that is blocked.
  private @Nullable String words(FoundAttempt wanted, ReplayAsk ask, ReplayPlan plan) {
    ReplayAsk next =
        plan.isBlocked() ? WayOut.of(wanted.explanation(), ask, OnDisk.NOT_LOOKED) : ask;
    return next == null ? null : words.plan(wanted.shown(), next);
  }
}
