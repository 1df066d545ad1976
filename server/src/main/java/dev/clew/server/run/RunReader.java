package dev.clew.server.run;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.Ledger;
import dev.clew.core.ledger.Row;
import dev.clew.core.run.AttemptView;
import dev.clew.runs.FoundAttempt;
import dev.clew.runs.RecordedRun;
import dev.clew.runs.RunSource;
import dev.clew.runs.StoredRunSource;
import dev.clew.server.access.Principal;
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

  /// One for those who may read payloads, and one for those who may not.
  private record Reading(RunKey run, boolean payloads) {}

  private final Map<Reading, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// A run as it stands now, as far as that is for somebody to read.
  public RecordedRun read(RunLookup.Found found, Principal principal) {
    Ledger ledger = found.ledger();
    Digest head = ledger.head().chain();
    Reading reading = new Reading(found.key(), principal.payloads());
    RecordedRun known = known(reading, head);
    if (known != null) {
      return known;
    }
    RunSource source = new StoredRunSource(ledger, found.key().runId());
    RecordedRun run = RecordedRun.of(principal.payloads() ? source : new WithoutPayloads(source));
    keep(reading, new Kept(run.contents().ledger().head(), run));
    return run;
  }

  /// What the rows say, without what they point to.
  private record WithoutPayloads(RunSource source) implements RunSource {
    @Override
    public String location() {
      return source.location();
    }

    @Override
    public Contents read() {
      Contents all = source.read();
      List<Row> rows = all.rows().stream().map(row -> row.withPayload(null)).toList();
      return new Contents(rows, all.ledger(), all.writer());
    }
  }

  private synchronized @Nullable RecordedRun known(Reading key, Digest head) {
    Kept one = kept.get(key);
    return one != null && one.head().equals(head) ? one.run() : null;
  }

  private synchronized void keep(Reading key, Kept one) {
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
    return number == 0 ? run : attempt(run, number, RunDocuments.ATTEMPT).then();
  }

  /// An attempt of a run.
  ///
  /// @param number 0 for the last one
  /// @param parameter by which it was asked for
  static FoundAttempt attempt(RecordedRun run, long number, String parameter) {
    if (number == 0) {
      return new FoundAttempt(run, run.view().attempt(), false);
    }
    List<String> numbers = new ArrayList<>();
    for (AttemptView attempt : run.view().attempts()) {
      if (attempt.number() == number) {
        return new FoundAttempt(run, attempt, true);
      }
      numbers.add(Integer.toString(attempt.number()));
    }
    throw Query.bad(parameter, "is one of " + String.join(", ", numbers)).raised();
  }
}
