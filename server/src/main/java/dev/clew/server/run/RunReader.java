package dev.clew.server.run;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.run.AttemptView;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.StoredRunSource;
import dev.clew.server.http.Query;
import dev.clew.store.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads runs, and keeps those that were read last as long as they stay as they are: whoever looks
/// at a run asks for several parts of it. Thread-safe.
public final class RunReader {
  private static final int MOST_RUNS = 16;

  /// Of all that are kept, together.
  private static final long MOST_ROWS = 200_000;

  private record Kept(Digest head, RecordedRun run) {}

  private final Map<RunKey, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// A run as it stands now.
  public RecordedRun read(RunLookup.Found found) {
    Ledger ledger = found.ledger();
    Digest head = ledger.head().chain();
    RecordedRun known = known(found.key(), head);
    if (known != null) {
      return known;
    }
    RecordedRun run = RecordedRun.of(new StoredRunSource(ledger, found.key().runId()));
    keep(found.key(), new Kept(run.contents().ledger().head(), run));
    return run;
  }

  private synchronized @Nullable RecordedRun known(RunKey key, Digest head) {
    Kept one = kept.get(key);
    return one != null && one.head().equals(head) ? one.run() : null;
  }

  private synchronized void keep(RunKey key, Kept one) {
    kept.remove(key);
    if (rows(one) > MOST_ROWS / 2) {
      return;
    }
    kept.put(key, one);
    long rows = kept.values().stream().mapToLong(RunReader::rows).sum();
    var oldest = kept.entrySet().iterator();
    while (kept.size() > MOST_RUNS || rows > MOST_ROWS) {
      rows -= rows(oldest.next().getValue());
      oldest.remove();
    }
  }

  private static long rows(Kept one) {
    return one.run().contents().rows().size();
  }

  /// The run as it stood when that attempt was its last.
  ///
  /// @param number of the attempt; 0 for the last one
  static RecordedRun then(RecordedRun run, long number) {
    if (number == 0) {
      return run;
    }
    List<String> numbers = new ArrayList<>();
    for (AttemptView attempt : run.view().attempts()) {
      if (attempt.number() == number) {
        return new FoundAttempt(run, attempt, true).then();
      }
      numbers.add(Integer.toString(attempt.number()));
    }
    throw Query.bad("attempt", "is one of " + String.join(", ", numbers)).raised();
  }
}
