package dev.clew.storesql;

import dev.clew.store.LeasedRun;
import dev.clew.store.RunKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which runs wait for somebody, and which somebody works on, in the table of them.
public final class AssignmentTable {
  private static final String LEASED =
      "SELECT number, namespace, run_id, lease_ms, size FROM run"
          + " WHERE lease_ms IS NOT NULL AND number > ? ORDER BY number LIMIT ?";

  private AssignmentTable() {}

  /// As [dev.clew.store.RunStore#queued].
  public static List<RunKey> queued(
      Connection connection,
      String queue,
      @Nullable Set<String> namespaces,
      int limit,
      IndexedTexts texts)
      throws SQLException {
    SortedMap<Long, RunKey> found = new TreeMap<>();
    if (namespaces == null) {
      queued(connection, queue, null, limit, texts, found);
    } else {
      // Asked for each: a long queue of others is not gone through.
      for (String namespace : namespaces) {
        queued(connection, queue, Set.of(namespace), limit, texts, found);
      }
    }
    return found.values().stream().limit(limit).toList();
  }

  private static void queued(
      Connection connection,
      String queue,
      @Nullable Set<String> namespaces,
      int limit,
      IndexedTexts texts,
      SortedMap<Long, RunKey> found)
      throws SQLException {
    RunConditions conditions = new RunConditions(texts);
    conditions.in(namespaces);
    List<Object> values = new ArrayList<>();
    values.add(ColumnText.of(queue));
    StringBuilder text =
        new StringBuilder(
            "SELECT number, namespace, run_id FROM run WHERE queue IS NOT NULL AND queue = ?");
    for (Condition one : conditions.all()) {
      text.append(" AND ").append(one.source());
      values.addAll(one.values());
    }
    values.add(limit);
    try (PreparedStatement query = connection.prepareStatement(text + " ORDER BY number LIMIT ?")) {
      for (int at = 0; at < values.size(); at++) {
        query.setObject(at + 1, values.get(at));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getLong(1), run(row, 2));
        }
      }
    }
  }

  /// As [dev.clew.store.RunStore#leased].
  public static List<LeasedRun> leased(Connection connection, long after, int limit)
      throws SQLException {
    List<LeasedRun> runs = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(LEASED)) {
      query.setLong(1, after);
      query.setInt(2, limit);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Duration lease = Duration.ofMillis(row.getLong(4));
          runs.add(new LeasedRun(row.getLong(1), run(row, 2), lease, row.getLong(5)));
        }
      }
    }
    return runs;
  }

  private static RunKey run(ResultSet row, int column) throws SQLException {
    return new RunKey(
        ColumnText.read(row.getString(column)), ColumnText.read(row.getString(column + 1)));
  }
}
