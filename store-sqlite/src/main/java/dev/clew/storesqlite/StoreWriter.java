package dev.clew.storesqlite;

import dev.clew.core.ClewException;
import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Followers;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Measured;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Writes to the database. All of it happens on one thread ([WriterThread]): what came together is
/// one transaction, and is answered when that is on the disk. Not thread-safe.
final class StoreWriter implements AutoCloseable {
  private final Path folder;
  private final SqliteOptions options;
  private final Connection connection;
  private final Statement control;
  private final ActiveRuns runs;
  private final EventWriter events;
  private final RunTable table;
  private final Sealer sealer;

  /// Whoever follows a run; read and changed between transactions.
  private final Map<RunKey, Followers> followers = new ConcurrentHashMap<>();

  StoreWriter(Path folder, Connection connection, Readers readers, SqliteOptions options)
      throws SQLException {
    this.folder = folder;
    this.options = options;
    this.connection = connection;
    this.control = connection.createStatement();
    PayloadReader payloads = new PayloadReader(readers);
    this.runs =
        new ActiveRuns(
            connection,
            row -> new RowReader(connection, row, payloads),
            options.rememberedEvents());
    this.events = new EventWriter(connection);
    this.table = new RunTable(connection);
    this.sealer = new Sealer(connection, options.sealAfter());
  }

  /// What is done to the database within a transaction of its own.
  private interface Change<T> {
    T make() throws SQLException;
  }

  /// Appends the events of each batch, and answers for each.
  ///
  /// @throws StoreFault when nothing of any batch was stored
  List<List<Appended>> append(List<List<Measured>> batches) {
    Map<RunKey, ActiveRun> touched = new LinkedHashMap<>();
    List<List<Appended>> answers;
    try {
      answers = transaction(() -> write(batches, touched));
    } catch (RuntimeException e) {
      events.discard();
      touched.keySet().forEach(runs::forget);
      throw e;
    }
    touched.values().forEach(runs::put);
    answers.forEach(this::tell);
    runs.trim(answers.stream().mapToInt(List::size).sum());
    return answers;
  }

  private List<List<Appended>> write(List<List<Measured>> batches, Map<RunKey, ActiveRun> touched)
      throws SQLException {
    Timestamp receivedAt = Micros.timestamp(Micros.of(options.clock().instant()));
    List<List<Appended>> answers = new ArrayList<>(batches.size());
    for (List<Measured> batch : batches) {
      List<Appended> answer = new ArrayList<>(batch.size());
      for (Measured one : batch) {
        answer.add(
            switch (one) {
              case Measured.Over(Appended.OverLimit limit) -> limit;
              case Measured.Fits fits -> write(fits, receivedAt, touched);
            });
      }
      answers.add(answer);
    }
    events.flush();
    for (ActiveRun run : touched.values()) {
      table.write(run);
    }
    return answers;
  }

  private Appended write(Measured.Fits fits, Timestamp receivedAt, Map<RunKey, ActiveRun> touched)
      throws SQLException {
    RunKey key = RunKey.of(fits.redacted().event());
    ActiveRun run = touched.get(key);
    if (run == null) {
      run = known(key);
      touched.put(key, run);
    }
    Appended appended = run.intake().admit(fits, receivedAt);
    if (appended instanceof Appended.Stored stored) {
      events.write(Objects.requireNonNull(run.number()), stored);
      run.take(stored.row());
    }
    return appended;
  }

  private ActiveRun known(RunKey key) throws SQLException {
    ActiveRun known;
    try {
      known = runs.get(key);
    } catch (ClewException e) {
      throw new StoreFault(StoreFault.Kind.DAMAGED, String.valueOf(e.getMessage()), e);
    }
    return known == null ? begun(options.identities().apply(key)) : known;
  }

  private ActiveRun begun(LedgerId id) throws SQLException {
    ActiveRun run = new ActiveRun(id);
    run.number(table.insert(id));
    return run;
  }

  /// @throws IllegalArgumentException when the run has begun already
  void begin(LedgerId id) {
    RunKey key = RunKey.of(id);
    ActiveRun begun =
        transaction(() -> {
          if (runs.get(key) != null) {
            throw new IllegalArgumentException("run " + key + " has begun already");
          }
          return begun(id);
        });
    runs.put(begun);
  }

  /// As [dev.clew.store.RunStore#offsets].
  Map<String, Long> offsets(RunKey key, Set<String> eventIds) {
    ActiveRun run;
    try {
      run = runs.get(key);
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "reading run " + key, e);
    }
    Map<String, Long> offsets = new HashMap<>();
    for (String id : eventIds) {
      Long offset = run == null ? null : run.intake().offsetOf(id);
      if (offset != null) {
        offsets.put(id, offset);
      }
    }
    return offsets;
  }

  Followers followers(RunKey run) {
    return followers.computeIfAbsent(run, key -> new Followers());
  }

  /// Null only for a run that has not begun.
  long size(RunKey key) {
    try {
      ActiveRun run = runs.get(key);
      return run == null ? 0 : run.intake().next();
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "reading run " + key, e);
    }
  }

  private void tell(List<Appended> appended) {
    if (followers.isEmpty()) {
      return;
    }
    for (Appended one : appended) {
      if (one instanceof Appended.Stored(Row row, String text)) {
        RunKey run = RunKey.of(row.event());
        Followers all = followers.get(run);
        if (all != null) {
          all.tell(row);
          followers.computeIfPresent(run, (key, left) -> left.isEmpty() ? null : left);
        }
      }
    }
  }

  /// Packs some rows of a run that is over, or gives back some of the room that they had.
  ///
  /// @return whether there were any
  boolean seal() {
    long now = Micros.of(options.clock().instant());
    return transaction(() -> sealer.seal(now) || sealer.shrink());
  }

  private <T> T transaction(Change<T> change) {
    try {
      control.executeUpdate("BEGIN IMMEDIATE");
      T made = change.make();
      control.executeUpdate("COMMIT");
      return made;
    } catch (SQLException e) {
      rollback();
      throw SqliteFault.of(folder, "writing", e);
    } catch (RuntimeException e) {
      rollback();
      throw e;
    }
  }

  private void rollback() {
    try {
      control.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      // Some errors have undone the transaction already (sqlite.org, "Response To Errors").
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      control.close();
      events.close();
      table.close();
      sealer.close();
    }
  }
}
