package dev.clew.storesqlite;

import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The runs that events were written to last; one that was forgotten is read again. Not
/// thread-safe.
final class ActiveRuns {
  /// Rows that are read at once.
  private static final int SLICE = 5_000;

  private static final int LOOKS = 10;

  private final Connection connection;
  private final Function<RunRow, RowReader> readers;
  private final int mostEvents;
  private final Map<RunKey, ActiveRun> runs = new LinkedHashMap<>(16, 0.75f, true);
  private long sinceTrim;

  ActiveRuns(Connection connection, Function<RunRow, RowReader> readers, int mostEvents) {
    this.connection = connection;
    this.readers = readers;
    this.mostEvents = mostEvents;
  }

  /// Null for a run that has not begun.
  @Nullable ActiveRun get(RunKey key) throws SQLException {
    ActiveRun known = runs.get(key);
    if (known != null) {
      return known;
    }
    RunRow row = RunRow.find(connection, key);
    if (row == null) {
      return null;
    }
    ActiveRun read = read(row);
    runs.put(key, read);
    return read;
  }

  void put(ActiveRun run) {
    runs.put(RunKey.of(run.id()), run);
  }

  private ActiveRun read(RunRow row) throws SQLException {
    ActiveRun run = new ActiveRun(row.id());
    run.number(row.number());
    RowReader reader = readers.apply(row);
    for (long from = 0; from < row.size(); from += SLICE) {
      for (Row one : reader.rows(from, SLICE)) {
        run.take(one);
      }
    }
    run.entryWritten();
    return run;
  }

  /// What it knows of the run may be wrong: its transaction was undone.
  void forget(RunKey key) {
    runs.remove(key);
  }

  /// Forgets the runs that were written to longest ago, until the others fit. It looks only now and
  /// then: all have to be asked.
  ///
  /// @param more events that were taken since it was called last
  void trim(int more) {
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
