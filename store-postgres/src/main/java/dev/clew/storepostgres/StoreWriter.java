package dev.clew.storepostgres;

import dev.clew.core.event.Timestamp;
import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.LedgerId;
import dev.clew.core.ledger.Measured;
import dev.clew.store.Found;
import dev.clew.store.Removal;
import dev.clew.store.RunKey;
import dev.clew.store.StoreFault;
import dev.clew.store.Tombstone;
import dev.clew.storesql.ActiveRun;
import dev.clew.storesql.ActiveRuns;
import dev.clew.storesql.Admission;
import dev.clew.storesql.Micros;
import dev.clew.storesql.PayloadExpiry;
import dev.clew.storesql.PayloadReader;
import dev.clew.storesql.RunRemoval;
import dev.clew.storesql.RunRow;
import dev.clew.storesql.Writing;
import dev.clew.storesql.blob.BlobRemoval;
import dev.clew.storesql.blob.BlobTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes to the database. What came together is one transaction, which locks the runs that it is
/// about and looks whether others have written to them. Not thread-safe.
final class StoreWriter implements Writing, AutoCloseable {
  private static final long DROP_EVERY_US = Duration.ofHours(1).toNanos() / 1_000;

  private final Connections connections;
  private final PostgresOptions options;
  private final Tails tails;
  private final ActiveRuns runs;
  private final BlobPieces blobs;
  private final Partitions partitions = new Partitions();
  private @Nullable Session session;
  private long droppedAt = Long.MIN_VALUE;

  StoreWriter(
      Connections connections,
      PayloadReader payloads,
      Tails tails,
      BlobPieces blobs,
      PostgresOptions options) {
    this.connections = connections;
    this.blobs = blobs;
    this.options = options;
    this.tails = tails;
    this.runs = new ActiveRuns(payloads, options.rememberedEvents());
  }

  /// What is done within a transaction of its own.
  private interface Change<T extends @Nullable Object> {
    T make(Session session) throws SQLException;
  }

  /// What is done to a run within the transaction that writes to it.
  private interface OfRun {
    void make(Session session, ActiveRun run) throws SQLException;
  }

  @Override
  public List<List<Appended>> append(List<List<Measured>> batches) {
    return Objects.requireNonNull(append(batches, locked -> true, (session, run) -> {}));
  }

  /// As [dev.clew.store.RunStore#appendAt].
  Optional<Appended> appendAt(long rows, RunKey run, Measured event) {
    List<List<Appended>> answers =
        append(
            List.of(List.of(event)),
            locked -> {
              RunRow row = locked.rows().get(run);
              return (row == null ? 0 : row.size()) == rows;
            },
            (session, active) -> {});
    return Optional.ofNullable(answers).map(answer -> answer.getFirst().getFirst());
  }

  /// As [dev.clew.store.RunStore#expire].
  Appended expire(Measured said) {
    return Objects.requireNonNull(
            append(
                List.of(List.of(said)),
                locked -> true,
                (session, run) -> PayloadExpiry.of(session.connection(), run.number())))
        .getFirst()
        .getFirst();
  }

  /// @param may whether it is still to be done, asked when nobody else can change the runs
  /// @param after done to each run that was written to, in the same transaction
  /// @return null when it was not to be done
  private @Nullable List<List<Appended>> append(
      List<List<Measured>> batches, Predicate<LockedRuns.Locked> may, OfRun after) {
    Set<RunKey> keys = keys(batches);
    long now = now();
    @Nullable List<List<Appended>> answers;
    try {
      answers =
          transaction("writing", now, session -> write(session, batches, keys, now, may, after));
    } catch (RuntimeException e) {
      // When the connection was lost it may have been written: the ids of the events will say.
      keys.forEach(runs::forget);
      throw e;
    }
    if (answers == null) {
      return null;
    }
    answers.forEach(tails::tell);
    runs.trim(answers.stream().mapToInt(List::size).sum());
    return answers;
  }

  private static Set<RunKey> keys(List<List<Measured>> batches) {
    Set<RunKey> keys = new HashSet<>();
    for (List<Measured> batch : batches) {
      for (Measured one : batch) {
        if (one instanceof Measured.Fits fits) {
          keys.add(RunKey.of(fits.redacted().event()));
        }
      }
    }
    return keys;
  }

  private @Nullable List<List<Appended>> write(
      Session session,
      List<List<Measured>> batches,
      Set<RunKey> keys,
      long now,
      Predicate<LockedRuns.Locked> may,
      OfRun after)
      throws SQLException {
    LockedRuns.Locked locked =
        LockedRuns.lock(session.connection(), keys, runs.know(keys), options.identities());
    if (!may.test(locked)) {
      session.connection().rollback();
      return null;
    }
    Timestamp receivedAt = Micros.timestamp(now);
    Admission admission =
        new Admission(
            key -> {
              RunRow row = row(locked, key);
              return row == null ? null : runs.current(session.connection(), row);
            },
            session.events()::write,
            receivedAt);
    List<List<Appended>> answers = admission.admit(batches);
    session.events().flush();
    for (ActiveRun run : admission.touched()) {
      session.table().write(run);
    }
    session.table().flush();
    for (ActiveRun run : admission.touched()) {
      after.make(session, run);
    }
    return answers;
  }

  /// Null when it was removed.
  private static @Nullable RunRow row(LockedRuns.Locked locked, RunKey key) {
    RunRow row = locked.rows().get(key);
    if (row == null && !locked.removed().contains(key)) {
      throw new IllegalStateException("run " + key + " was locked under another name");
    }
    return row;
  }

  /// @throws IllegalArgumentException when the run has begun already
  void begin(LedgerId id) {
    RunKey key = RunKey.of(id);
    int begun =
        transaction(
            "writing",
            now(),
            session -> {
              int one = LockedRuns.begin(session.connection(), List.of(id));
              if (!LockedRuns.endRemoved(session.connection(), List.of(key)).isEmpty()) {
                throw new IllegalArgumentException("run " + key + " was removed");
              }
              return one;
            });
    if (begun == 0) {
      throw new IllegalArgumentException("run " + key + " has begun already");
    }
  }

  /// As [dev.clew.store.RunStore#keep].
  void keep(List<Found> found) {
    transaction(
        "writing",
        now(),
        session -> {
          Map<RunKey, RunRow> locked =
              LockedRuns.lock(session.connection(), found.stream().map(Found::run).toList());
          for (Found one : found) {
            RunRow run = locked.get(one.run());
            if (run != null) {
              FoundWords.keep(session.connection(), run, one);
            }
          }
          return true;
        });
  }

  /// As [dev.clew.store.RunStore#remove].
  Optional<Tombstone> remove(Removal asked) {
    Optional<Tombstone> removed =
        transaction(
            "removing",
            now(),
            session -> {
              RunRow run = locked(session.connection(), asked.run());
              if (run == null) {
                return Optional.empty();
              }
              BlobRemoval.of(session.connection(), run.number(), asked, blobs);
              return Optional.of(
                  new RunRemoval(session.connection(), "run = ?").remove(run, asked));
            });
    runs.forget(asked.run());
    return removed;
  }

  /// As [dev.clew.storesql.blob.BlobTransactions#write].
  <T extends @Nullable Object> T write(BlobTransactions.Work<T> work) {
    return transaction(
        "writing",
        now(),
        session -> {
          try {
            return work.in(session.connection());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// As [dev.clew.storesql.blob.BlobTransactions#locked]: the run first, so that no two programs
  /// wait for each other.
  static @Nullable RunRow locked(Connection connection, RunKey run) throws SQLException {
    RunRow row = LockedRuns.lockOne(connection, run);
    lockBlobs(connection);
    return row;
  }

  static void lockBlobs(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Locks.BLOBS.take(statement);
    }
  }

  /// As [dev.clew.store.RunStore#offsets].
  Map<String, Long> offsets(RunKey key, Set<String> eventIds) {
    return transaction(
        "reading",
        now(),
        session -> {
          RunRow row = LockedRuns.lockOne(session.connection(), key);
          return row == null ? Map.of() : runs.current(session.connection(), row).offsets(eventIds);
        });
  }

  /// Packs some rows of a run that is over; now and then drops what became empty.
  @Override
  public boolean tidy() {
    long now = now();
    if (transaction("packing", now, session -> session.seal(now))) {
      return true;
    }
    if (droppedAt == Long.MIN_VALUE || now - droppedAt > DROP_EVERY_US) {
      droppedAt = now;
      transaction("packing", now, session -> partitions.dropEmpty(session.connection(), now));
    }
    return false;
  }

  private long now() {
    return Micros.of(options.clock().instant());
  }

  private <T extends @Nullable Object> T transaction(String doing, long now, Change<T> change) {
    try {
      Session open = session == null ? Session.open(connections, options.sealAfter()) : session;
      session = open;
      partitions.ensure(open.connection(), now);
      T made = change.make(open);
      open.connection().commit();
      return made;
    } catch (SQLException e) {
      end();
      throw PostgresFault.of(connections.address(), doing, e);
    } catch (StoreFault e) {
      undo();
      throw e;
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  /// Nothing of it was done, and the connection is as good as before.
  private void undo() {
    Session open = session;
    if (open != null) {
      try {
        open.events().discard();
        open.table().discard();
        open.connection().rollback();
      } catch (SQLException e) {
        end();
      }
    }
  }

  /// What a connection does not end, the server ends when it is gone.
  private void end() {
    Session open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It was lost already.
      }
    }
  }

  @Override
  public void close() {
    end();
  }
}
