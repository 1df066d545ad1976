package dev.clew.storesql;

import dev.clew.core.ClewException;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Measured;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of the events of one transaction, in their order. Not thread-safe.
public final class Admission {
  private final Runs runs;
  private final Rows rows;
  private final Timestamp receivedAt;
  private final Map<RunKey, ActiveRun> touched = new LinkedHashMap<>();
  private final Set<RunKey> removed = new HashSet<>();

  public Admission(Runs runs, Rows rows, Timestamp receivedAt) {
    this.runs = runs;
    this.rows = rows;
    this.receivedAt = receivedAt;
  }

  /// Gives a run as it is in the database; one that is not there yet is begun. Null for one that
  /// was removed.
  public interface Runs {
    @Nullable ActiveRun of(RunKey key) throws SQLException;
  }

  /// Writes a row that was decided.
  public interface Rows {
    void write(ActiveRun run, Appended.Stored stored) throws SQLException;
  }

  /// What becomes of each.
  ///
  /// @throws StoreFault when a run of them is damaged
  public List<List<Appended>> admit(List<List<Measured>> batches) throws SQLException {
    List<List<Appended>> answers = new ArrayList<>(batches.size());
    for (List<Measured> batch : batches) {
      List<Appended> answer = new ArrayList<>(batch.size());
      for (Measured one : batch) {
        answer.add(
            switch (one) {
              case Measured.Over(Appended.OverLimit limit) -> limit;
              case Measured.Fits fits -> admit(fits);
            });
      }
      answers.add(answer);
    }
    return answers;
  }

  private Appended admit(Measured.Fits fits) throws SQLException {
    RunKey key = RunKey.of(fits.redacted().event());
    ActiveRun run = touched.get(key);
    if (run == null) {
      run = removed.contains(key) ? null : known(key);
      if (run == null) {
        removed.add(key);
        return new Appended.Removed();
      }
      touched.put(key, run);
    }
    Appended appended = run.intake().admit(fits, receivedAt);
    if (appended instanceof Appended.Stored stored) {
      rows.write(run, stored);
      run.take(stored.row());
    }
    return appended;
  }

  private @Nullable ActiveRun known(RunKey key) throws SQLException {
    try {
      return runs.of(key);
    } catch (StoreFault e) {
      throw e;
    } catch (ClewException e) {
      throw new StoreFault(StoreFault.Kind.DAMAGED, String.valueOf(e.getMessage()), e);
    }
  }

  /// The runs that events were about.
  public Collection<ActiveRun> touched() {
    return touched.values();
  }

  public Set<RunKey> keys() {
    return touched.keySet();
  }
}
