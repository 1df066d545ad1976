package dev.clew.server.run;

import com.linecorp.armeria.common.HttpStatus;
import dev.clew.core.json.Json;
import dev.clew.core.ledger.Ledger;
import dev.clew.server.access.Principal;
import dev.clew.server.http.Exchange;
import dev.clew.server.http.Problem;
import dev.clew.store.RunEntry;
import dev.clew.store.RunKey;
import dev.clew.store.RunQuery;
import dev.clew.store.RunStore;
import dev.clew.store.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the run that a path names: by its whole id, in the namespace that the query says. Where it
/// says none, the default one comes first, then whichever has the id; when several have it, that is
/// said and none is guessed. A run of a namespace that the asker may not see is not there.
public final class RunLookup {
  public static final String ID = "id";
  public static final String NAMESPACE = "namespace";
  private static final int MOST_CANDIDATES = 1_000;

  private final RunStore store;
  private final String namespace;

  public RunLookup(RunStore store, String namespace) {
    this.store = store;
    this.namespace = namespace;
  }

  /// A run that is there: it has a row.
  public record Found(RunKey key, Ledger ledger) {}

  /// @throws Problem.Raised when there is none, when it was removed, or when there are several
  public Found find(Exchange exchange) {
    return find(exchange.principal(), exchange.path(ID), exchange.query().text(NAMESPACE));
  }

  /// A run by its whole id.
  ///
  /// @param asked its namespace; null when that is not said
  /// @throws Problem.Raised when there is none, or more than one
  public Found find(Principal principal, String id, @Nullable String asked) {
    String first = asked == null ? principal.home(namespace) : asked;
    if (principal.sees(first)) {
      Optional<Found> found = at(new RunKey(first, id));
      if (found.isPresent()) {
        return found.get();
      }
    }
    requireNotRemoved(principal, id, Set.of(first));
    if (asked == null) {
      List<RunKey> elsewhere = elsewhere(id, principal);
      if (elsewhere.size() > 1) {
        throw ambiguous(elsewhere).raised();
      }
      if (elsewhere.size() == 1) {
        return at(elsewhere.getFirst()).orElseThrow(() -> unknown(asked).raised());
      }
      requireNotRemoved(principal, id, principal.among(null));
    }
    throw unknown(asked).raised();
  }

  /// @throws Problem.Raised when one of that id was removed, and they may see its namespace
  private void requireNotRemoved(Principal principal, String id, @Nullable Set<String> namespaces) {
    for (Tombstone tombstone : store.tombstones(id, namespaces)) {
      if (principal.sees(tombstone.run().namespace())) {
        throw RunRemovals.problem(tombstone).raised();
      }
    }
  }

  private Optional<Found> at(RunKey key) {
    return store
        .ledger(key)
        .filter(ledger -> ledger.head().size() > 0)
        .map(ledger -> new Found(key, ledger));
  }

  private List<RunKey> elsewhere(String id, Principal principal) {
    List<RunKey> keys = new ArrayList<>();
    RunQuery query = RunQuery.of(id).in(principal.among(null));
    for (RunEntry entry : store.find(query, MOST_CANDIDATES)) {
      if (entry.runId().equals(id)) {
        keys.add(new RunKey(entry.namespace(), id));
      }
    }
    return keys;
  }

  /// The newest run that answers to a query, if they may see it.
  Optional<Found> newest(Principal principal, RunQuery query) {
    return store
        .newest(query)
        .filter(entry -> principal.sees(entry.namespace()))
        .flatMap(entry -> at(new RunKey(entry.namespace(), entry.runId())));
  }

  /// The entry of a run in a list; empty when it is in none yet.
  public Optional<RunEntry> entry(RunKey key) {
    RunQuery query = RunQuery.of(key.runId()).in(Set.of(key.namespace()));
    return store.find(query, MOST_CANDIDATES).stream()
        .filter(entry -> entry.runId().equals(key.runId()))
        .findFirst();
  }

  private static Problem unknown(@Nullable String namespace) {
    return Problem.notFound(
        "run.unknown",
        namespace == null
            ? "no run has this id; a list with q= finds runs by the beginning of an id, by name or"
                + " by key"
            : "no run of this namespace has this id");
  }

  private static Problem ambiguous(List<RunKey> keys) {
    List<String> namespaces = keys.stream().map(RunKey::namespace).sorted().toList();
    return Problem.of(
            HttpStatus.CONFLICT,
            "run.ambiguous",
            "runs of several namespaces have this id; say which by namespace=")
        .with("namespaces", Json.strings(namespaces));
  }
}
