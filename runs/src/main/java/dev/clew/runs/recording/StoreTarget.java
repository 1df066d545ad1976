package dev.clew.runs.recording;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.RedactedEvent;
import dev.clew.store.RunStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The store of a server, which is not running meanwhile.
///
/// @param name how a user names it
public record StoreTarget(RunStore store, String name) implements ImportTarget {
  /// Events that are durable together.
  private static final int BATCH = 1_000;

  @Override
  public Taken take(ToldRun run, ToldRun.Redacted redacted) {
    Set<String> asked = new HashSet<>();
    run.events().forEach(pushed -> asked.add(pushed.event().eventId()));
    Set<String> known = store.offsets(run.run(), asked).keySet();
    List<RedactedEvent> fresh = run.unless(redacted, known);
    List<Appended> appended = new ArrayList<>();
    for (int from = 0; from < fresh.size(); from += BATCH) {
      appended.addAll(store.append(fresh.subList(from, Math.min(fresh.size(), from + BATCH))));
    }
    return Taken.of(name, (long) run.events().size() - fresh.size(), appended);
  }
}
