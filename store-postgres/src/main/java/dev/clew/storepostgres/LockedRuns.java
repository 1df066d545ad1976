package dev.clew.storepostgres;

import dev.clew.core.digest.Digest;
import dev.clew.core.ledger.LedgerId;
import dev.clew.store.RunKey;
import dev.clew.storesql.ColumnText;
import dev.clew.storesql.RunRow;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Locks the rows of runs, so that of all programs one appends to a run at a time. All lock in the
/// order of the keys, and none locks one more later, so none waits for one that waits for it.
final class LockedRuns {
  private static final String LOCK =
      "SELECT " + RunRow.COLUMNS + " FROM run WHERE key = ANY (?) ORDER BY key FOR NO KEY UPDATE";
  private static final String READ = "SELECT " + RunRow.COLUMNS + " FROM run WHERE key = ANY (?)";

  /// Inserts what is not there and locks what is, in one order: an update that is not made still
  /// locks its row (PostgreSQL's manual, "INSERT", "ON CONFLICT").
  private static final String BEGIN =
      "INSERT INTO run (key, namespace, run_id, ledger_id, name, status, execution_key, attempts,"
          + " size, chain, sealed, received_us)"
          + " SELECT key, namespace, run_id, ledger_id, run_id, 'created', '', 1, 0, chain, 0, 0"
          + " FROM unnest(?::bytea[], ?::text[], ?::text[], ?::text[], ?::bytea[])"
          + " AS one (key, namespace, run_id, ledger_id, chain) ORDER BY key"
          + " ON CONFLICT (key) DO UPDATE SET size = run.size WHERE false";

  private static final String REMOVED =
      "SELECT namespace, run_id FROM tombstone WHERE short_run_id = ANY (?)";

  private LockedRuns() {}

  /// The runs of a transaction.
  ///
  /// @param removed those that were, which have no row
  record Locked(Map<RunKey, RunRow> rows, Set<RunKey> removed) {}

  /// Locks runs until the end of the transaction; those that are not there are begun, but for those
  /// that were removed.
  ///
  /// @param areKnown whether all of them are there, as far as anybody knows
  static Locked lock(
      Connection connection,
      Collection<RunKey> runs,
      boolean areKnown,
      Function<RunKey, LedgerId> identities)
      throws SQLException {
    Map<RunKey, RunRow> locked = areKnown ? rows(connection, LOCK, runs) : Map.of();
    if (locked.size() == runs.size()) {
      return new Locked(locked, Set.of());
    }
    begin(connection, runs.stream().map(identities).toList());
    Set<RunKey> removed = endRemoved(connection, runs);
    return new Locked(rows(connection, READ, runs), removed);
  }

  /// Takes back the beginnings of runs that were removed. Asked when they are locked: whoever
  /// removes one has its lock until the tombstone is there.
  ///
  /// @return which of them were
  static Set<RunKey> endRemoved(Connection connection, Collection<RunKey> runs)
      throws SQLException {
    Set<RunKey> removed = removed(connection, runs);
    if (!removed.isEmpty()) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM run WHERE key = ANY (?)")) {
        delete.setArray(1, bytes(connection, List.copyOf(removed), run -> key(run).bytes()));
        delete.executeUpdate();
      }
    }
    return removed;
  }

  private static Set<RunKey> removed(Connection connection, Collection<RunKey> runs)
      throws SQLException {
    Set<RunKey> removed = new HashSet<>();
    ShortTexts texts = new ShortTexts();
    String[] ids =
        runs.stream().map(run -> texts.value(ColumnText.of(run.runId()))).toArray(String[]::new);
    try (PreparedStatement query = connection.prepareStatement(REMOVED)) {
      query.setArray(1, connection.createArrayOf("text", ids));
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          removed.add(
              new RunKey(ColumnText.read(found.getString(1)), ColumnText.read(found.getString(2))));
        }
      }
    }
    removed.retainAll(Set.copyOf(runs));
    return removed;
  }

  /// Locks runs until the end of the transaction; those that have not begun are left out.
  static Map<RunKey, RunRow> lock(Connection connection, Collection<RunKey> runs)
      throws SQLException {
    return rows(connection, LOCK, runs);
  }

  /// Null when the run has not begun.
  static @Nullable RunRow lockOne(Connection connection, RunKey run) throws SQLException {
    return rows(connection, LOCK, List.of(run)).get(run);
  }

  /// @return how many of them had not begun
  static int begin(Connection connection, Collection<LedgerId> ids) throws SQLException {
    List<LedgerId> all = List.copyOf(ids);
    try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
      insert.setArray(1, bytes(connection, all, id -> key(RunKey.of(id)).bytes()));
      insert.setArray(2, texts(connection, all, LedgerId::namespace));
      insert.setArray(3, texts(connection, all, LedgerId::runId));
      insert.setArray(4, texts(connection, all, LedgerId::ledgerId));
      insert.setArray(5, bytes(connection, all, id -> id.genesis().bytes()));
      return insert.executeUpdate();
    }
  }

  /// Null when the run has not begun.
  static @Nullable RunRow find(Connection connection, RunKey run) throws SQLException {
    return rows(connection, READ, List.of(run)).get(run);
  }

  private static Map<RunKey, RunRow> rows(
      Connection connection, String sql, Collection<RunKey> runs) throws SQLException {
    Map<RunKey, RunRow> rows = HashMap.newHashMap(runs.size());
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, bytes(connection, List.copyOf(runs), run -> key(run).bytes()));
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          RunRow row = RunRow.of(found);
          rows.put(RunKey.of(row.id()), row);
        }
      }
    }
    return rows;
  }

  /// What its row is found by, however long its names are.
  private static Digest key(RunKey run) {
    String names =
        ColumnText.of(run.namespace()) + Connections.BEFORE_EACH + ColumnText.of(run.runId());
    return Digest.sha256(names.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> Array bytes(Connection connection, List<T> all, Function<T, byte[]> bytes)
      throws SQLException {
    return connection.createArrayOf("bytea", all.stream().map(bytes).toArray(byte[][]::new));
  }

  private static <T> Array texts(Connection connection, List<T> all, Function<T, String> text)
      throws SQLException {
    return connection.createArrayOf(
        "text", all.stream().map(text).map(ColumnText::of).toArray(String[]::new));
  }
}
