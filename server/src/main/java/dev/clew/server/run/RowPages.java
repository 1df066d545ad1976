package dev.clew.server.run;

import dev.clew.core.event.Kind;
import dev.clew.core.ledger.LateRedaction;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Row;
import dev.clew.server.access.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads some rows of a run without the others. What a row must not show may be said by one after
/// it ([LateRedaction]): so the rows of a run that were never gone through are, once, and of these
/// no more is kept than the few that say so. Thread-safe.
public final class RowPages {
  private static final int MOST_RUNS = 1_000;

  /// What the rows before an offset say of others.
  private record Late(long to, List<Row> rows) {
    static final Late NOTHING_READ = new Late(0, List.of());
  }

  private final Map<LedgerId, Late> known = new LinkedHashMap<>(16, 0.75f, true);

  /// The rows from that offset on, as somebody may see them.
  public List<Row> rows(RunLookup.Found found, Principal principal, long from, int limit) {
    List<Row> late = late(found.ledger());
    List<Row> rows = LateRedaction.applied(found.ledger().rows(from, limit), late);
    return principal.payloads() ? rows : rows.stream().map(row -> row.withPayload(null)).toList();
  }

  private List<Row> late(Ledger ledger) {
    Late before = known(ledger.id());
    if (ledger.head().size() <= before.to()) {
      return before.rows();
    }
    List<Row> rows = new ArrayList<>(before.rows());
    long[] to = {before.to()};
    ledger.each(
        before.to(),
        row -> {
          to[0] = row.offset() + 1;
          if (row.event().is(Kind.REDACTION_LATE)) {
            rows.add(row.withPayload(null));
          }
        });
    keep(ledger.id(), new Late(to[0], List.copyOf(rows)));
    return rows;
  }

  private synchronized Late known(LedgerId ledger) {
    return known.getOrDefault(ledger, Late.NOTHING_READ);
  }

  private synchronized void keep(LedgerId ledger, Late late) {
    known.merge(ledger, late, (one, other) -> one.to() > other.to() ? one : other);
    if (known.size() > MOST_RUNS) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
