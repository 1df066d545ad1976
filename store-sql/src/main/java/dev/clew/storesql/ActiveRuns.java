package dev.clew.storesql;

import dev.clew.core.digest.Digest;
import dev.clew.store.RunKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The runs that events were written to last; one that was forgotten is read again. Not
/// thread-safe.
public final class ActiveRuns {
  /// Rows that are read at once.
  private static final int SLICE = 5_000;

  private static final int LOOKS = 10;

  private final PayloadReader payloads;
  private final int mostEvents;
  private final Map<RunKey, ActiveRun> runs = new LinkedHashMap<>(16, 0.75f, true);
  private long sinceTrim;

  /// @param mostEvents of how many events of runs that go on the ids are kept
  public ActiveRuns(PayloadReader payloads, int mostEvents) {
    this.payloads = payloads;
    this.mostEvents = mostEvents;
  }

  /// For a store that nobody else writes. Null for a run that has not begun.
  public @Nullable ActiveRun get(Connection connection, RunKey key) throws SQLException {
    ActiveRun known = runs.get(key);
    if (known != null) {
      return known;
    }
    RunRow row = RunRow.find(connection, key);
    return row == null ? null : current(connection, row);
  }

  /// The run with the rows that others have written since it was known last.
  ///
  /// @param row which nobody changes meanwhile
  public ActiveRun current(Connection connection, RunRow row) throws SQLException {
    RunKey key = RunKey.of(row.id());
    ActiveRun known = runs.remove(key);
    RowReader reader = new RowReader(connection, row, payloads);
    if (known == null || !isBefore(connection, known, row)) {
      known = new ActiveRun(row.id(), row.number());
    }
    boolean isRead = known.intake().next() < row.size();
    while (known.intake().next() < row.size()) {
      reader.rows(known.intake().next(), SLICE).forEach(known::take);
    }
    if (isRead) {
      known.entryWritten();
    }
    runs.put(key, known);
    return known;
  }

  /// Whether what is in the database goes on from what is known.
  private static boolean isBefore(Connection connection, ActiveRun known, RunRow row)
      throws SQLException {
    long next = known.intake().next();
    if (known.number() != row.number() || !known.id().equals(row.id()) || next > row.size()) {
      return false;
    }
    Digest chain = next == row.size() ? row.chain() : RowReader.chainBefore(connection, row, next);
    return chain.equals(known.intake().head());
  }

  /// Whether all of them are in memory.
  public boolean know(Collection<RunKey> keys) {
    return runs.keySet().containsAll(keys);
  }

  public void put(ActiveRun run) {
    runs.put(RunKey.of(run.id()), run);
  }

  /// What it knows of the run may be wrong: its transaction was undone.
  public void forget(RunKey key) {
    runs.remove(key);
  }

  /// Forgets the runs that were written to longest ago, until the others fit. It looks only now and
  /// then: all have to be asked.
  ///
  /// @param more events that were taken since it was called last
  public void trim(int more) {
    sinceTrim += more;
    if (sinceTrim < mostEvents / LOOKS) {
      return;
    }
    sinceTrim = 0;
    long weight = 0;
    for (ActiveRun run : runs.values()) {
      weight += run.weight();
    }
    Iterator<ActiveRun> oldest = runs.values().iterator();
    while (weight > mostEvents && oldest.hasNext()) {
      weight -= oldest.next().weight();
      oldest.remove();
    }
  }
}
