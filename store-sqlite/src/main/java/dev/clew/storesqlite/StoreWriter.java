package dev.clew.storesqlite;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Followers;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Measured;
import dev.clew.core.ledger.Row;
import dev.clew.store.Found;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.Tombstone;
import dev.clew.storesql.ActiveRun;
import dev.clew.storesql.ActiveRuns;
import dev.clew.storesql.Admission;
import dev.clew.storesql.ColumnText;
import dev.clew.storesql.FindingTable;
import dev.clew.storesql.Micros;
import dev.clew.storesql.PayloadExpiry;
import dev.clew.storesql.PayloadReader;
import dev.clew.storesql.Readers;
import dev.clew.storesql.RunRemoval;
import dev.clew.storesql.RunRow;
import dev.clew.storesql.RunTable;
import dev.clew.storesql.Sealer;
import dev.clew.storesql.Writing;
import dev.clew.storesql.blob.BlobRemoval;
import dev.clew.storesql.blob.BlobTransactions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes to the database. All of it happens on one thread ([WriterThread]): what came together is
/// one transaction, and is answered when that is on the disk. Not thread-safe.
final class StoreWriter implements Writing, AutoCloseable {
  private static final String INSERT =
      "INSERT INTO run (namespace, run_id, ledger_id, name, status, execution_key, attempts, size,"
          + " chain, sealed, received_us) VALUES (?,?,?,?,'created','',1,0,?,0,0)"
          + " RETURNING number";

  /// Pages of the database that are given back to the disk at once.
  private static final int PAGES = 500;

  private final Path folder;
  private final SqliteOptions options;
  private final Connection connection;
  private final Statement control;
  private final PreparedStatement insert;
  private final PreparedStatement words;
  private final PreparedStatement removed;
  private final ActiveRuns runs;
  private final EventWriter events;
  private final RunTable table;
  private final Sealer sealer;
  private final RunRemoval removal;
  private final Erasure erasure;
  private final BlobFiles blobs;

  /// Whoever follows a run; read and changed between transactions.
  private final Map<RunKey, Followers> followers = new ConcurrentHashMap<>();

  StoreWriter(
      Path folder, Connection connection, Readers readers, BlobFiles blobs, SqliteOptions options)
      throws SQLException {
    this.folder = folder;
    this.blobs = blobs;
    this.options = options;
    this.connection = connection;
    this.control = connection.createStatement();
    PayloadReader payloads = new PayloadReader(readers);
    this.runs = new ActiveRuns(payloads, options.rememberedEvents());
    this.insert = connection.prepareStatement(INSERT);
    this.words =
        connection.prepareStatement("INSERT OR REPLACE INTO run_word (rowid, words) VALUES (?, ?)");
    this.removed =
        connection.prepareStatement("SELECT 1 FROM tombstone WHERE run_id = ? AND namespace = ?");
    this.events = new EventWriter(connection);
    this.table = new RunTable(connection);
    this.sealer = new Sealer(connection, options.sealAfter(), "");
    this.removal = new RunRemoval(connection, "rowid = ?");
    this.erasure = new Erasure(connection);
  }

  /// What is done to the database within a transaction of its own.
  private interface Change<T extends @Nullable Object> {
    T make() throws SQLException;
  }

  /// What is done to a run within the transaction that writes to it.
  private interface OfRun {
    void make(ActiveRun run) throws SQLException;
  }

  @Override
  public List<List<Appended>> append(List<List<Measured>> batches) {
    return append(batches, run -> {});
  }

  /// As [dev.clew.store.RunStore#appendAt].
  Optional<Appended> appendAt(long rows, RunKey run, Measured event) {
    return size(run) == rows
        ? Optional.of(append(List.of(List.of(event))).getFirst().getFirst())
        : Optional.empty();
  }

  /// As [dev.clew.store.RunStore#expire].
  Appended expire(Measured said) {
    try {
      erasure.begin();
      return append(List.of(List.of(said)), run -> PayloadExpiry.of(connection, run.number()))
          .getFirst()
          .getFirst();
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "removing payloads", e);
    } finally {
      end(false, true);
    }
  }

  /// @param after done to each run that was written to, in the same transaction
  private List<List<Appended>> append(List<List<Measured>> batches, OfRun after) {
    Timestamp receivedAt = Micros.timestamp(Micros.of(options.clock().instant()));
    Admission admission =
        new Admission(this::known, (run, row) -> events.write(run.number(), row), receivedAt);
    List<List<Appended>> answers;
    try {
      answers = transaction(() -> write(batches, admission, after));
    } catch (RuntimeException e) {
      discard();
      admission.keys().forEach(runs::forget);
      throw e;
    }
    admission.touched().forEach(runs::put);
    answers.forEach(this::tell);
    runs.trim(answers.stream().mapToInt(List::size).sum());
    return answers;
  }

  private List<List<Appended>> write(List<List<Measured>> batches, Admission admission, OfRun after)
      throws SQLException {
    List<List<Appended>> answers = admission.admit(batches);
    events.flush();
    for (ActiveRun run : admission.touched()) {
      table.write(run);
    }
    table.flush();
    for (ActiveRun run : admission.touched()) {
      after.make(run);
    }
    return answers;
  }

  private void discard() {
    try {
      events.discard();
      table.discard();
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "forgetting what was not written", e);
    }
  }

  /// Null when it was removed.
  private @Nullable ActiveRun known(RunKey key) throws SQLException {
    ActiveRun known = runs.get(connection, key);
    if (known != null) {
      return known;
    }
    return isRemoved(key) ? null : begun(options.identities().apply(key));
  }

  private boolean isRemoved(RunKey key) throws SQLException {
    removed.setString(1, ColumnText.of(key.runId()));
    removed.setString(2, ColumnText.of(key.namespace()));
    try (ResultSet row = removed.executeQuery()) {
      return row.next();
    }
  }

  private ActiveRun begun(LedgerId id) throws SQLException {
    insert.setString(1, ColumnText.of(id.namespace()));
    insert.setString(2, ColumnText.of(id.runId()));
    insert.setString(3, ColumnText.of(id.ledgerId()));
    insert.setString(4, ColumnText.of(id.runId()));
    insert.setBytes(5, id.genesis().bytes());
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      return new ActiveRun(id, row.getLong(1));
    }
  }

  /// @throws IllegalArgumentException when the run has begun already
  void begin(LedgerId id) {
    RunKey key = RunKey.of(id);
    ActiveRun begun =
        transaction(() -> {
          if (runs.get(connection, key) != null) {
            throw new IllegalArgumentException("run " + key + " has begun already");
          }
          if (isRemoved(key)) {
            throw new IllegalArgumentException("run " + key + " was removed");
          }
          return begun(id);
        });
    runs.put(begun);
  }

  /// As [dev.clew.store.RunStore#keep].
  void keep(List<Found> found) {
    transaction(() -> {
      for (Found one : found) {
        RunRow run = RunRow.find(connection, one.run());
        if (run != null && FindingTable.write(connection, run.number(), one.finding())) {
          words.setLong(1, run.number());
          words.setString(2, String.join(" ", one.words().all()));
          words.executeUpdate();
        }
      }
      return true;
    });
  }

  /// As [dev.clew.store.RunStore#remove].
  Optional<Tombstone> remove(Removal asked) {
    boolean isDone = false;
    try {
      erasure.begin();
      Optional<Tombstone> tombstone = transaction(() -> removed(asked));
      runs.forget(asked.run());
      isDone = tombstone.isPresent();
      transaction(this::emptyTrash);
      return tombstone;
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "removing run " + asked.run(), e);
    } finally {
      end(isDone, isDone);
    }
  }

  private Optional<Tombstone> removed(Removal asked) throws SQLException {
    RunRow run = RunRow.find(connection, asked.run());
    if (run == null) {
      return Optional.empty();
    }
    BlobRemoval.of(connection, run.number(), asked, blobs);
    return Optional.of(removal.remove(run, asked));
  }

  /// As [dev.clew.storesql.blob.BlobTransactions#write].
  <T extends @Nullable Object> T write(BlobTransactions.Work<T> work) {
    return transaction(() -> {
      try {
        return work.in(connection);
      } catch (IOException e) {
        throw SqliteFault.of(folder, e);
      }
    });
  }

  private boolean emptyTrash() throws SQLException {
    try {
      return blobs.emptyTrash(connection);
    } catch (FailedSync e) {
      throw SqliteFault.of(folder, e);
    }
  }

  private void end(boolean isMergeDue, boolean isLogDue) {
    try {
      erasure.end(isMergeDue, isLogDue);
      erasure.emptyLog();
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "overwriting what was removed", e);
    }
  }

  /// As [dev.clew.store.RunStore#offsets].
  Map<String, Long> offsets(RunKey key, Set<String> eventIds) {
    try {
      ActiveRun run = runs.get(connection, key);
      return run == null ? Map.of() : run.offsets(eventIds);
    } catch (SQLException e) {
      throw SqliteFault.of(folder, "reading run " + key, e);
    }
  }

  Followers followers(RunKey run) {
    return followers.computeIfAbsent(run, key -> new Followers());
  }

  /// How many rows a run has; 0 for one that has not begun.
  long size(RunKey key) {
    try {
      ActiveRun run = runs.get(connection, key);
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
  @Override
  public boolean tidy() {
    long now = Micros.of(options.clock().instant());
    boolean isMore =
        transaction(() -> sealer.seal(now) || emptyTrash() || erasure.merge() || shrink());
    if (!isMore) {
      end(false, false);
    }
    return isMore;
  }

  /// Gives pages of what was packed or deleted back to the disk.
  private boolean shrink() throws SQLException {
    try (ResultSet free = control.executeQuery("PRAGMA freelist_count")) {
      if (free.getInt(1) == 0) {
        return false;
      }
    }
    control.executeUpdate("PRAGMA incremental_vacuum(" + PAGES + ")");
    return true;
  }

  private <T extends @Nullable Object> T transaction(Change<T> change) {
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
      insert.close();
      words.close();
      removed.close();
      erasure.close();
      events.close();
      table.close();
      sealer.close();
    }
  }
}
