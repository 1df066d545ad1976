package dev.clew.server.intake;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.RunStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The times of events that are there already.
final class FirstTimes {
  /// What is sent again stood together, most often.
  private static final int PAGE_ROWS = 64;

  private FirstTimes() {}

  /// By the ids; without those that the run does not have.
  static Map<String, Timestamp> of(RunStore store, RunKey run, Set<String> eventIds) {
    Map<String, Long> offsets = store.offsets(run, eventIds);
    Map<String, Timestamp> times = new HashMap<>();
    Ledger ledger = offsets.isEmpty() ? null : store.ledger(run).orElse(null);
    if (ledger == null) {
      return times;
    }
    long next = 0;
    for (long offset : offsets.values().stream().sorted().toList()) {
      if (offset >= next) {
        List<Row> page = ledger.rows(offset, PAGE_ROWS);
        page.forEach(row -> times.putIfAbsent(row.event().eventId(), row.event().ts()));
        next = offset + PAGE_ROWS;
      }
    }
    times.keySet().retainAll(offsets.keySet());
    return times;
  }
}
