package dev.clew.storepostgres;

import dev.clew.core.ledger.Appended;
import dev.clew.core.ledger.Followers;
import dev.clew.core.ledger.Following;
import dev.clew.core.ledger.Row;
import dev.clew.store.RunKey;
import dev.clew.storesql.PayloadReader;
import dev.clew.storesql.Readers;
import dev.clew.storesql.RowReader;
import dev.clew.storesql.RunRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ends of the runs that somebody follows here. Rows that this program writes are told at once;
/// for those of others it looks now and then, with one question for all runs. A row is told when
/// all before it were, whoever wrote them. Thread-safe.
final class Tails implements AutoCloseable {
  /// Rows that are read at once.
  private static final int SLICE = 1_000;

  private final Readers readers;
  private final PayloadReader payloads;
  private final Duration lookEvery;
  private final Map<RunKey, Tail> tails = new HashMap<>();
  private @Nullable Thread looking;
  private boolean isClosed;

  Tails(Readers readers, PayloadReader payloads, Duration lookEvery) {
    this.readers = readers;
    this.payloads = payloads;
    this.lookEvery = lookEvery;
  }

  private static final class Tail {
    private final long run;
    private final Followers followers = new Followers();
    private long next;

    Tail(RunRow run) {
      this.run = run.number();
      this.next = run.size();
    }

    void tell(Row row) {
      followers.tell(row);
      next = row.offset() + 1;
    }
  }

  synchronized Following follow(RunKey key, long run, Consumer<Row> follower) throws SQLException {
    Tail tail = tails.get(key);
    if (tail == null) {
      tail = new Tail(row(key, run));
      tails.put(key, tail);
    }
    if (looking == null && !isClosed) {
      looking = Thread.ofVirtual().name("clew-store-tails").start(this::look);
    }
    return tail.followers.add(tail.next, follower);
  }

  private RunRow row(RunKey key, long run) throws SQLException {
    return readers.read(
        Set.of(key.namespace()),
        connection -> Objects.requireNonNull(RunRow.find(connection, run)));
  }

  /// Tells what was written here.
  synchronized void tell(List<Appended> appended) {
    if (tails.isEmpty()) {
      return;
    }
    for (Appended one : appended) {
      if (one instanceof Appended.Stored stored) {
        RunKey key = RunKey.of(stored.row().event());
        Tail tail = tails.get(key);
        if (tail != null && catchUp(key, tail, stored.row().offset())) {
          tail.tell(stored.row());
        }
      }
    }
  }

  /// @return whether the row at that offset is the next one; it is not when those before it cannot
  ///   be read now, or when it was told
  private boolean catchUp(RunKey key, Tail tail, long to) {
    try {
      while (tail.next < to) {
        int most = (int) Math.min(SLICE, to - tail.next);
        List<Row> rows =
            readers.read(
                Set.of(key.namespace()),
                connection -> {
                  RunRow run = RunRow.find(connection, tail.run);
                  return run == null
                      ? List.<Row>of()
                      : new RowReader(connection, run, payloads).rows(tail.next, most);
                });
        rows.forEach(tail::tell);
        if (rows.isEmpty()) {
          return false;
        }
      }
      return tail.next == to;
    } catch (SQLException | RuntimeException e) {
      // Whoever asks for these rows is told why they cannot be read. Here it is tried again.
      return false;
    }
  }

  private void look() {
    try {
      while (lookOnce()) {
        Thread.sleep(lookEvery);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether anybody follows
  private synchronized boolean lookOnce() {
    for (Iterator<Tail> all = tails.values().iterator(); all.hasNext(); ) {
      if (all.next().followers.isEmpty()) {
        all.remove();
      }
    }
    if (tails.isEmpty() || isClosed) {
      looking = null;
      return false;
    }
    try {
      Map<Long, Long> sizes = readers.read(null, this::sizes);
      tails.forEach((key, tail) -> catchUp(key, tail, sizes.getOrDefault(tail.run, 0L)));
    } catch (SQLException e) {
      // The database is away for a moment; it is asked again.
    }
    return true;
  }

  private Map<Long, Long> sizes(Connection connection) throws SQLException {
    Map<Long, Long> sizes = new HashMap<>();
    Array runs =
        connection.createArrayOf("bigint", tails.values().stream().map(tail -> tail.run).toArray());
    try (PreparedStatement query =
        connection.prepareStatement("SELECT number, size FROM run WHERE number = ANY (?)")) {
      query.setArray(1, runs);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          sizes.put(row.getLong(1), row.getLong(2));
        }
      }
    }
    return sizes;
  }

  @Override
  public void close() {
    Thread thread;
    synchronized (this) {
      isClosed = true;
      thread = looking;
    }
    if (thread != null) {
      thread.interrupt();
    }
  }
}
